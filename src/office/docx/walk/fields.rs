//! The fields of a Word document (域): of one within another's instruction nothing is seen, its result is only reckoned with.

/// A field that has begun.
struct Field {
    /// How many frames were open where it began: a field ends with the cell it stands in.
    frames: usize,
    /// Its instruction has words already.
    has_words: bool,
    /// Its instruction is over.
    has_result: bool,
    /// It stands in the instruction of another.
    is_inside: bool,
}

#[derive(Default)]
pub(super) struct Fields(Vec<Field>);

impl Fields {
    /// A mark of a field: where it begins, where its result begins, where it ends.
    pub fn mark(&mut self, kind: &str, frames: usize) {
        match kind {
            "begin" => self.begin(frames, false),
            "separate" => self.last(frames).into_iter().for_each(|field| field.has_result = true),
            "end" => self.end(frames),
            _ => {}
        }
    }

    pub fn begin(&mut self, frames: usize, has_result: bool) {
        let is_inside = self.last(frames).is_some_and(|field| field.is_inside || !field.has_result);
        self.0.push(Field { frames, has_words: false, has_result, is_inside });
    }

    pub fn end(&mut self, frames: usize) {
        if self.last(frames).is_some() {
            self.0.pop();
        }
    }

    fn last(&mut self, frames: usize) -> Option<&mut Field> {
        self.0.last_mut().filter(|field| field.frames == frames)
    }

    /// Whether these words of an instruction are its first.
    pub fn is_first(&mut self, words: &str, frames: usize) -> bool {
        let Some(field) = self.last(frames) else { return true };
        let is_first = !field.has_words;
        field.has_words |= !words.trim().is_empty();
        is_first
    }

    /// Only so many frames are open now.
    pub fn leave(&mut self, frames: usize) {
        while self.0.last().is_some_and(|field| field.frames > frames) {
            self.0.pop();
        }
    }

    /// Whether what stands here is the result of a field in another's instruction.
    pub fn are_inside(&self, frames: usize) -> bool {
        self.0.last().is_some_and(|field| field.is_inside && field.frames == frames)
    }
}
