(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // The choice of colours is kept in a cookie, so that the next page comes in them.
  all("input[name=theme]").forEach(theme => theme.addEventListener("change", () => {
    document.cookie = `theme=${theme.value}; path=/; max-age=31536000; samesite=lax`;
  }));

  // Times are shown in the reader's zone.
  const zone = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const localTimes = within => all("time[datetime*=T]", within).forEach(time => {
    const at = new Date(time.dateTime);
    if (isNaN(at)) return;
    time.title = time.textContent;
    time.textContent = zone.format(at);
  });
  localTimes(document);

  // A link to a finding that the comparison has no longer says so.
  if (/^#[pdn]-[a-z2-7]{8}/.test(location.hash) && !document.getElementById(location.hash.slice(1))) {
    const gone = document.createElement("p");
    gone.className = "alert gone";
    gone.setAttribute("role", "status");
    gone.textContent = "The finding that this link names is no longer told so: the comparison has been made anew since.";
    document.getElementById("main").prepend(gone);
  }

  // On a telephone the choice of stories is folded away as long as nothing is chosen.
  const chooser = document.querySelector(".chooser");
  if (chooser && !location.search && matchMedia("(max-width: 599px)").matches) chooser.open = false;

  // The list of stories is kept up: the page asks for itself again when there is news.
  const list = document.getElementById("stories");
  let shown = "";
  const renew = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("stories");
    if (text === shown || !answer.ok || !fresh || list.contains(document.activeElement)) return;
    const known = new Set(all(".card h2 a", list).map(link => link.pathname));
    all(".card", fresh).forEach(card => card.classList.toggle("new", !known.has(card.querySelector("h2 a").pathname)));
    localTimes(fresh);
    list.replaceChildren(...fresh.children);
    shown = text;
  };
  // So are the alerts, and how many of them are unread.
  const told = document.getElementById("told");
  const renewAlerts = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) return;
    ["header.site nav", "#told"].forEach(part => {
      const before = document.querySelector(part), now = fresh.querySelector(part);
      if (!before || !now || before.contains(document.activeElement)) return;
      localTimes(now);
      before.replaceWith(now);
    });
  };
  const asked = new URLSearchParams(location.search);
  if ((list || told) && !asked.has("after") && !asked.has("before")) {
    const news = new EventSource("/events");
    const again = () => { /* the next event tries again */ };
    if (list) news.addEventListener("news", () => renew().catch(again));
    news.addEventListener("alerts", () => renewAlerts().catch(again));
    addEventListener("pagehide", () => news.close());
  }

  // Stories with reports since the last visit are marked. A visit ends after half an hour.
  const cards = all(".card[data-last]");
  try {
    const now = Date.now() / 1000;
    const visit = JSON.parse(localStorage.getItem("synoptic-visit") || "{}");
    if (cards.length && now - (visit.now || 0) > 1800) visit.before = visit.latest;
    if (visit.before) cards.forEach(card => card.classList.toggle("new", Number(card.dataset.last) > visit.before));
    if (cards.length) {
      const latest = Math.max(visit.latest || 0, ...cards.map(card => Number(card.dataset.last)));
      localStorage.setItem("synoptic-visit", JSON.stringify({ before: visit.before, latest, now }));
    }
  } catch { /* storage is closed to this page */ }

  // j and k go through the stories or hits, Enter opens one, / leads to the search.
  let at = -1;
  const step = by => {
    const stops = all(".card, .hits > li");
    if (!stops.length) return;
    if (stops[at]) stops[at].classList.remove("current");
    at = Math.min(Math.max(at + by, 0), stops.length - 1);
    stops[at].classList.add("current");
    stops[at].querySelector("h2 a").focus();
    stops[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", event => {
    if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.getElementById("q");
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
    else if (event.key === "g") location.href = "/";
    else if (event.key === "?") location.href = "/help";
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
