(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // The choice of colours is kept in a cookie, so that the next page comes in them.
  all("input[name=theme]").forEach(theme => theme.addEventListener("change", () => {
    document.cookie = `theme=${theme.value}; path=/; max-age=31536000; samesite=lax`;
  }));

  // Times are shown in the reader's zone.
  const near = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  all("time[datetime*=T]").forEach(time => {
    const at = new Date(time.dateTime);
    if (!isNaN(at)) time.title = near.format(at);
  });

  // Files dropped anywhere on the page of the compare box go into its field for files.
  const files = document.querySelector(".comparebox input[type=file]");
  if (!files) return;
  const over = on => document.body.classList.toggle("dropping", on);
  addEventListener("dragover", event => { event.preventDefault(); over(true); });
  addEventListener("dragleave", event => { if (!event.relatedTarget) over(false); });
  addEventListener("drop", event => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const kept = new DataTransfer();
    [...files.files, ...event.dataTransfer.files].forEach(file => kept.items.add(file));
    files.files = kept.files;
    files.focus();
  });
  document.querySelector(".comparebox").addEventListener("submit", event => {
    const download = event.target.elements.format.value !== "page";
    event.target.classList.toggle("waiting", !download);
  });
})();
