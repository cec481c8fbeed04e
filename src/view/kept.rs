//! Parts of the screen that are drawn again only when what they show changed.
//!
//! One component for all of them: Yew compares its properties before it draws, and every further component type
//! would cost a kilobyte.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{Key, VComp};

use super::basics::Fields;
use super::el::list;
use super::findings::Item;
use super::guide::Guide;
use super::prose_box::ProseBox;
use super::rail::Rail;
use super::section;
use super::sheet::{Strip, Tabs};
use crate::form::notes::Wants;

/// What a part shows: nothing else may decide how it looks.
#[derive(PartialEq)]
pub(super) enum Shown {
    Strip(Strip),
    Finding(Item),
    Rail(Rail),
    Tabs(Tabs),
    Prose(ProseBox),
    Fields(Fields),
    Guide(Guide),
    /// What the notice wants of a part.
    Wants(Option<&'static Wants>),
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    shown: Shown,
}

pub(super) struct Kept;

impl Component for Kept {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Kept>) -> Kept {
        Kept
    }

    fn view(&self, ctx: &Context<Kept>) -> Html {
        match &ctx.props().shown {
            Shown::Rail(rail) => rail.view().into(),
            Shown::Tabs(tabs) => tabs.view().into(),
            Shown::Finding(item) => item.view().unwrap_or_else(list).into(),
            Shown::Strip(strip) => strip.view().unwrap_or_else(list).into(),
            Shown::Prose(prose) => prose.view().into(),
            Shown::Fields(fields) => fields.view().into(),
            Shown::Guide(guide) => guide.view().into(),
            Shown::Wants(wants) => section::wants(*wants).into(),
        }
    }
}

/// A part that is kept until what it shows changes.
pub(super) fn kept(key: Option<Key>, shown: Shown) -> Html {
    Html::VComp(Rc::new(VComp::new::<Kept>(Rc::new(Props { shown }), key)))
}
