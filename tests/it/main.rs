mod checks;
mod forms;
