//! A table of a page or a document (网格): cells with their spans laid out, so that every place knows its cell.
//!
//! Spans come from strangers (a browser allows 1000 × 65534): they end where cells do, what lies beyond the limits
//! is left out and counted, and a row in which nothing begins is no row.

/// The widest table that is read, in columns.
pub const MOST_COLUMNS: u16 = 200;
/// The longest.
pub const MOST_ROWS: u16 = 2000;
/// The most places all tables of one source may have together.
pub const MOST_PLACES: usize = 1_000_000;

/// A cell, where it begins, and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub row: u16,
    pub col: u16,
    pub rows: u16,
    pub cols: u16,
}

/// A table laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    cells: Vec<Cell>,
    width: u16,
    height: u16,
    /// The cell at every place, row by row; [`NONE`] where there is a hole.
    places: Vec<u32>,
    cut: usize,
    /// Whether some span reaches into another cell or out of the table.
    is_torn: bool,
}

const NONE: u32 = u32::MAX;

impl Grid {
    pub fn width(&self) -> u16 {
        self.width
    }

    pub fn height(&self) -> u16 {
        self.height
    }

    /// The cells in document order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// How many cells were left out because the table goes beyond the limits.
    pub fn cut(&self) -> usize {
        self.cut
    }

    /// Whether the cells fill the table as their spans say, each place by one.
    pub fn is_whole(&self) -> bool {
        !self.is_torn && !self.places.contains(&NONE)
    }

    /// How many places the table has.
    pub fn area(&self) -> usize {
        self.places.len()
    }

    /// Which of the cells covers the place.
    pub fn at(&self, row: u16, col: u16) -> Option<usize> {
        let inside = row < self.height && col < self.width;
        let place = usize::from(row) * usize::from(self.width) + usize::from(col);
        let found = *self.places.get(place).filter(|_| inside)?;
        (found != NONE).then_some(found as usize)
    }

    /// The cells that cover a row, from left to right, each once.
    pub fn row(&self, row: u16) -> Vec<usize> {
        let mut found = Vec::new();
        for col in 0..self.width {
            match self.at(row, col) {
                Some(cell) if found.last() != Some(&cell) => found.push(cell),
                _ => {}
            }
        }
        found
    }

    /// A table of cells that were laid out before; those that do not fit into its size are left out.
    pub fn of(width: u16, height: u16, mut cells: Vec<Cell>) -> Grid {
        let (width, height) = (width.min(MOST_COLUMNS), height.min(MOST_ROWS));
        let fits = |at: u16, span: u16, most: u16| at.checked_add(span).is_some_and(|end| end <= most);
        cells.retain(|c| fits(c.row, c.rows, height) && fits(c.col, c.cols, width));
        let mut grid = Grid { cells, width, height, ..Grid::default() };
        grid.fill();
        grid
    }

    /// Rows as columns and columns as rows.
    pub fn transposed(&self) -> Grid {
        let mut cells = self.cells.clone();
        for cell in &mut cells {
            *cell = Cell {
                text: std::mem::take(&mut cell.text),
                row: cell.col,
                col: cell.row,
                rows: cell.cols,
                cols: cell.rows,
            };
        }
        let (width, height) = (self.height, self.width);
        let mut grid = Grid { cells, width, height, places: Vec::new(), cut: self.cut, is_torn: self.is_torn };
        grid.fill();
        grid
    }

    /// The columns that no cell has alone: where the edges of rows do not quite meet, programs put a sliver between them.
    pub fn slivers(&self) -> Vec<u16> {
        let is_wide = |row, col| self.at(row, col).is_some_and(|at| self.cells.get(at).is_some_and(|c| c.cols > 1));
        (0..self.width).filter(|col| (0..self.height).all(|row| is_wide(row, *col))).collect()
    }

    /// The same table without a column, of which every cell has more. The cells keep their order.
    pub fn without(&self, col: u16) -> Grid {
        let mut cells = self.cells.clone();
        for cell in &mut cells {
            if cell.col > col {
                cell.col -= 1;
            } else if cell.col + cell.cols > col {
                cell.cols = cell.cols.saturating_sub(1).max(1);
            }
        }
        Grid::of(self.width.saturating_sub(1), self.height, cells)
    }

    fn fill(&mut self) {
        let width = usize::from(self.width);
        self.places = vec![NONE; width * usize::from(self.height)];
        for (at, cell) in self.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.rows {
                let start = usize::from(row) * width + usize::from(cell.col);
                for place in start..start + usize::from(cell.cols) {
                    if let Some(place) = self.places.get_mut(place) {
                        *place = at as u32;
                    }
                }
            }
        }
    }
}

/// Lays cells out in the order in which a source gives them.
#[derive(Default)]
pub struct Builder {
    grid: Grid,
    /// For each column the first row that is free.
    free: Vec<u16>,
    /// Rows begun so far.
    rows: u16,
    col: u16,
    /// The first cell of the present row group, at whose end all spans end.
    group: usize,
    /// Whether the rows go beyond the limit.
    beyond: bool,
}

impl Builder {
    pub fn new() -> Builder {
        Builder::default()
    }

    pub fn begin_row(&mut self) {
        self.beyond = self.rows == MOST_ROWS;
        self.rows += u16::from(!self.beyond);
        self.col = 0;
    }

    /// The next cell of the row; `rows` 0 reaches to the end of the row group.
    pub fn push(&mut self, text: String, cols: u32, rows: u32) {
        if self.rows == 0 {
            self.begin_row();
        }
        let row = self.rows - 1;
        while self.is_taken(self.col, row) {
            self.col += 1;
        }
        if self.beyond || self.col >= MOST_COLUMNS {
            self.grid.cut += 1;
            return;
        }
        let col = self.col;
        let end = u32::from(col).saturating_add(cols.max(1)).min(MOST_COLUMNS.into()) as u16;
        let below = if rows == 0 { u32::MAX } else { u32::from(row).saturating_add(rows) };
        let below = below.min(MOST_ROWS.into()) as u16;
        // Where two spans would overlap, the one that was there first stays.
        while self.col < end && !self.is_taken(self.col, row) {
            if self.free.len() <= usize::from(self.col) {
                self.free.resize(usize::from(self.col) + 1, 0);
            }
            self.free[usize::from(self.col)] = below;
            self.col += 1;
        }
        self.grid.is_torn |= self.col < end;
        self.grid.cells.push(Cell { text, row, col, rows: below - row, cols: self.col - col });
    }

    fn is_taken(&self, col: u16, row: u16) -> bool {
        self.free.get(usize::from(col)).is_some_and(|free| *free > row)
    }

    /// The end of a row group (`thead`, `tbody`): no cell reaches beyond it.
    pub fn end_group(&mut self) {
        for cell in self.grid.cells.iter_mut().skip(self.group) {
            let most = self.rows - cell.row;
            self.grid.is_torn |= cell.rows > most;
            cell.rows = cell.rows.min(most);
        }
        for free in &mut self.free {
            *free = (*free).min(self.rows);
        }
        self.group = self.grid.cells.len();
    }

    /// The table, with at most so many places.
    pub fn finish(mut self, most: usize) -> Grid {
        self.end_group();
        drop_empty_rows(&mut self.grid, self.rows);
        self.close(most)
    }

    /// The same with rows in which no cell begins, but for the last.
    pub fn finish_as_it_is(mut self, most: usize) -> Grid {
        self.end_group();
        let end = self.grid.cells.iter().map(|c| c.row + 1).max().unwrap_or(0);
        for cell in &mut self.grid.cells {
            cell.rows = cell.rows.min(end - cell.row);
        }
        self.grid.height = end;
        self.close(most)
    }

    fn close(self, most: usize) -> Grid {
        let mut grid = self.grid;
        grid.width = grid.cells.iter().map(|c| c.col + 1).max().unwrap_or(0);
        let fits = most.checked_div(grid.width.into()).unwrap_or(0).min(grid.height.into()) as u16;
        let all = grid.cells.len();
        grid.cells.retain(|c| c.row < fits);
        grid.cut += all - grid.cells.len();
        grid.height = fits;
        for cell in &mut grid.cells {
            grid.is_torn |= cell.cols > grid.width - cell.col;
            cell.rows = cell.rows.min(fits - cell.row);
            cell.cols = cell.cols.min(grid.width - cell.col);
        }
        grid.fill();
        grid
    }
}

/// Takes out the rows in which no cell begins.
fn drop_empty_rows(grid: &mut Grid, rows: u16) {
    let mut begins = vec![0u16; usize::from(rows) + 1];
    for cell in &grid.cells {
        begins[usize::from(cell.row) + 1] = 1;
    }
    // From here on: how many rows with a beginning lie before each row.
    for row in 1..begins.len() {
        begins[row] += begins[row - 1];
    }
    for cell in &mut grid.cells {
        let end = begins[usize::from(cell.row + cell.rows)];
        cell.row = begins[usize::from(cell.row)];
        cell.rows = end - cell.row;
    }
    grid.height = begins.last().copied().unwrap_or(0);
}
