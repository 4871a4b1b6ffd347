//! stub
pub struct Needle(String);
impl Needle {
    pub fn new(t: &str) -> Self { Self(t.to_lowercase()) }
    pub fn is_empty(&self) -> bool { self.0.is_empty() }
    pub fn finds(&self, text: &str) -> bool { text.to_lowercase().contains(&self.0) }
}
