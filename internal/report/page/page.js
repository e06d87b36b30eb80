(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all("[data-finding]");
  const columns = document.querySelector(".columns");
  const dockbar = document.querySelector(".dockbar");
  const status = document.getElementById("status");
  let current = null;

  const segments = (id, within) => all(`[data-f~="${id}"]`, within);

  // light marks the evidence of a finding in one account and brings it into view there.
  function light(column, id, still) {
    const lit = segments(id, column);
    lit.forEach(segment => segment.classList.add("lit"));
    column.classList.toggle("silent", lit.length === 0);
    if (lit.length === 0 || still) return;
    const words = column.querySelector(".words");
    const offset = lit[0].getBoundingClientRect().top - words.getBoundingClientRect().top;
    words.scrollTop += offset - words.clientHeight / 4;
  }

  // aside brings the first column with evidence into view where columns do not all fit.
  function aside(id) {
    const first = all(".column:not(.silent)")[0];
    const shown = columns.getBoundingClientRect();
    const place = first && first.getBoundingClientRect();
    if (!first || (place.left >= shown.left && place.right <= shown.right)) return;
    columns.scrollLeft += place.left - shown.left;
  }

  function clear() {
    all(".lit").forEach(segment => segment.classList.remove("lit"));
    all(".column.silent").forEach(column => column.classList.remove("silent"));
    if (current) current.removeAttribute("aria-current");
    current = null;
  }

  // show lights up a finding's evidence in every account. The segment that was clicked,
  // if any, stays where it is.
  function show(id, clicked) {
    const named = document.getElementById(id);
    const finding = named && named.closest(".permalink, [data-finding]") === named ? named.closest("[data-finding]") : null;
    if (!finding) return false;
    id = finding.id;
    clear();
    current = finding;
    finding.setAttribute("aria-current", "true");
    root.classList.add("docked");
    dockbar.hidden = false;
    reveal(finding);
    all(".column").forEach(column => light(column, id, clicked && column.contains(clicked)));
    aside(id);
    finding.scrollIntoView({ block: "nearest" });
    status.textContent = describe(finding);
    const link = finding.querySelector(".permalink");
    history.replaceState(null, "", "#" + (link ? link.id : id));
    return true;
  }

  // reveal takes filters back that hide the finding.
  function reveal(finding) {
    if (finding.offsetParent !== null) return;
    for (const id of ["told-every", "verdict-all"]) {
      const every = document.getElementById(id);
      if (every) every.checked = true;
    }
  }

  function describe(finding) {
    const shown = (finding.querySelector(".show") || finding).cloneNode(true);
    all("[aria-hidden]", shown).forEach(sign => sign.remove());
    const title = shown.textContent.replace(/\s+/g, " ").trim();
    const named = all(".column:not(.silent) > h3 .siglum").map(siglum => siglum.textContent).join(" ");
    const short = title.length > 90 ? title.slice(0, 89).trimEnd() + "…" : title;
    return named ? `${short} · in ${named}` : short;
  }

  function close() {
    const was = current;
    clear();
    root.classList.remove("docked");
    dockbar.hidden = true;
    history.replaceState(null, "", location.pathname + location.search);
    if (was) (was.querySelector(".show") || was).focus({ preventScroll: false });
  }

  // step shows the finding before or after the current one.
  function step(by) {
    const seen = findings.filter(finding => finding.offsetParent !== null);
    const next = seen[seen.indexOf(current) + by];
    if (next) show(next.id);
  }

  // fromText shows what a marked place belongs to; clicking again goes through all of it.
  function fromText(segment) {
    const ids = segment.dataset.f.split(" ");
    const at = current ? ids.indexOf(current.id) : -1;
    show(ids[(at + 1) % ids.length], segment);
  }

  document.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("summary")) return;
    const segment = event.target.closest("a[data-f]");
    const reference = event.target.closest("a.ref, a.permalink");
    const finding = event.target.closest("[data-finding]");
    if (segment) fromText(segment);
    else if (reference) show(reference.hash.slice(1));
    else if (finding && String(getSelection()) === "") show(finding.id);
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && current) close();
  });
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("close").addEventListener("click", close);

  addEventListener("hashchange", () => show(location.hash.slice(1)));
  show(location.hash.slice(1));
})();
