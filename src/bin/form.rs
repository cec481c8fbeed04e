use gongkai::browser::host::Host;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[component]
fn App() -> Html {
    let n = use_state(|| 0);
    let onclick = {
        let n = n.clone();
        Callback::from(move |_| n.set(*n + 1))
    };
    html! { <button {onclick}>{ *n }</button> }
}

#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<App>,
}

#[wasm_bindgen]
pub fn mount(root: web_sys::Element, host: Host) -> Mounted {
    let app = yew::Renderer::<App>::with_root(root).render();
    host.emit("gongkai-findings", JsValue::NULL);
    Mounted { app }
}

#[wasm_bindgen]
impl Mounted {
    pub fn attribute(&self, _name: &str, _value: Option<String>) {}
    pub fn report(&self) -> JsValue {
        JsValue::NULL
    }
    pub fn set_report(&self, _report: JsValue) -> Result<(), JsValue> {
        Ok(())
    }
    pub fn load_text(&self, _text: &str) -> Result<(), JsValue> {
        Ok(())
    }
    pub fn findings(&self) -> JsValue {
        JsValue::NULL
    }
    pub fn save(&self, _kind: &str) -> Result<web_sys::Blob, JsValue> {
        Err(JsValue::NULL)
    }
    pub fn unmount(self) {
        self.app.destroy();
    }
}

fn main() {}
