mod checks;
mod forms;
mod readings;
