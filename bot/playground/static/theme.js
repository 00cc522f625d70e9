// Light, dark, or as the system says ("auto"); kept for the next visit.

const THEME = "playground-theme";

export function chosenTheme() {
  return localStorage.getItem(THEME) ?? "auto";
}

export function setTheme(theme) {
  localStorage.setItem(THEME, theme);
  document.documentElement.dataset.theme = theme;
}

document.documentElement.dataset.theme = chosenTheme();
