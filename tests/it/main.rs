mod checks;
mod cli;
mod files;
mod forms;
mod json;
mod readings;
mod tidy;
mod viewer;
