(() => {
  "use strict";
  // The choice of colours outlives the page where the browser lets it.
  const themes = document.querySelectorAll("input[name=theme]");
  try {
    const kept = document.getElementById(localStorage.getItem("synoptic-theme") || "");
    if (kept) kept.checked = true;
    themes.forEach(theme => theme.addEventListener("change", () => localStorage.setItem("synoptic-theme", theme.id)));
  } catch { /* storage is closed to this page */ }
})();
