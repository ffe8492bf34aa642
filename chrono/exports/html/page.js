"use strict";
// Picks which of the answers on the page are shown. It works out none: every element with data-r
// has the rectangles (moments, known moments) in which it is the answer.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const SECOND = 1e6, MINUTE = 60 * SECOND;
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
  const picked = Array.from(document.querySelectorAll("[data-r]"), (element) => ({
    element,
    rectangles: element.dataset.r.split(" ").map(Number),
    shown: !element.hidden,
  }));
  const rows = Array.from(document.querySelectorAll("tr[data-key]"));
  const valuesOf = new Map(rows.map((row) => [row, []]));
  for (const each of picked) {
    if (each.element.matches("tr[data-key] div:has(> strong)")) valuesOf.get(each.element.closest("tr")).push(each);
  }
  const why = byId("why"), narrow = matchMedia("screen and (max-width: 60rem)"), below = document.createElement("tr");
  below.className = "below";
  below.insertCell().colSpan = 2;
  const panels = document.querySelectorAll(".why");
  const cursors = document.querySelectorAll(".cursor");
  const state = document.querySelector(".state"), turns = document.querySelector(".turns");
  const title = document.title;
  let at = data.last, known = null, key = rows.length ? rows[0].dataset.key : "", later = 0, running = false;

  /* How many of some numbers, which are in order, are not above one. */
  const upTo = (numbers, one) => {
    let low = 0, high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] <= one) low = middle + 1; else high = middle;
    }
    return low;
  };

  /* Clocks of the home zone, by the offsets that the page has. */
  const offsetAt = (instant) => {
    const found = upTo(data.offsets.map((each) => each[0]), instant);
    return data.offsets[Math.max(found - 1, 0)][1] * SECOND;
  };
  const wall = (instant) => new Date((instant + offsetAt(instant)) / 1000);
  const instantOf = (...fields) => {
    const [year, month, ...rest] = fields, clock = new Date(0);
    clock.setUTCFullYear(year, month, rest[0] ?? 1);
    clock.setUTCHours(rest[1] ?? 0, rest[2] ?? 0, rest[3] ?? 0);
    const local = clock.getTime() * 1000;
    return local - offsetAt(local - offsetAt(local));
  };
  const two = (number) => String(number).padStart(2, "0");

  /* What a moment ends with: a whole day, a minute or a second. */
  const parts = (instant) => {
    const now = wall(instant), whole = instant % SECOND === 0;
    const midnight = whole && now.getUTCHours() + now.getUTCMinutes() + now.getUTCSeconds() === 0;
    const minute = whole && now.getUTCSeconds() === 0;
    const last = wall(midnight || minute ? instant - MINUTE : whole ? instant - SECOND : instant);
    const day = `${String(last.getUTCFullYear()).padStart(4, "0")}-${two(last.getUTCMonth() + 1)}-${two(last.getUTCDate())}`;
    const clock = `${two(last.getUTCHours())}:${two(last.getUTCMinutes())}${minute ? "" : `:${two(last.getUTCSeconds())}`}`;
    const words = `${DAYS[last.getUTCDay()]} ${last.getUTCDate()} ${MONTHS[last.getUTCMonth()]} ${last.getUTCFullYear()}`;
    return midnight
      ? { day, text: day, words: `the end of ${words}` }
      : { day, text: `${day}T${clock}`, words: `${words}, ${clock}` };
  };

  /* The moment that a text stands for: a date to its end, or an event; null for none. */
  const moment = (text) => {
    const event = /^e\d+$/.test(text) && byId(text);
    if (event) return Number(event.dataset.at) * SECOND;
    const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?)?$/.exec(text);
    if (!found) return null;
    const [year, month, day, hour, minute, second] = found.slice(1).map((each) => each === undefined ? undefined : Number(each));
    if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(2000 + year % 400, month, 0)).getUTCDate() || hour > 23 || minute > 59 || second > 59) return null;
    if (month === undefined) return instantOf(year + 1, 0);
    if (day === undefined) return instantOf(year, month);
    if (hour === undefined) return instantOf(year, month - 1, day + 1);
    if (second === undefined) return instantOf(year, month - 1, day, hour, minute + 1);
    return instantOf(year, month - 1, day, hour, minute, second + 1);
  };

  const place = (instant) => {
    const knots = data.scale, after = Math.min(Math.max(upTo(knots.map((each) => each[0]), instant), 1), knots.length - 1);
    const [[begin, left], [end, right]] = [knots[after - 1], knots[after]];
    return left + (right - left) * Math.min(Math.max((instant - begin) / (end - begin), 0), 1);
  };

  /* Where a moment lies among all turns, as known now; and whether an answer is given there. */
  const spot = (instant) => [upTo(data.at, instant), known === null ? data.known.length : upTo(data.known, known)];
  const given = ({ rectangles }, [a, k]) => {
    for (let n = 0; n < rectangles.length; n += 4) {
      if (rectangles[n] <= a && a < rectangles[n + 1] && rectangles[n + 2] <= k && k < rectangles[n + 3]) return true;
    }
    return false;
  };

  const pick = () => {
    const now = spot(at);
    for (const each of picked) {
      const shown = given(each, now);
      if (each.shown !== shown) {
        each.shown = shown;
        each.element.hidden = !shown;
      }
    }
  };

  /* What a row says somewhere: its values, and how they stand. */
  const said = (values, place) => values
    .filter((each) => given(each, place))
    .map(({ element }) => Array.from(element.querySelectorAll("b, strong"), (part) => part.textContent).join(" "))
    .join("; ") || "nothing";

  /* What held before and after the day of the slider's stop, of each key of which it is not the same. */
  const changes = () => {
    const last = data.stops[stop()], day = parts(last).day, [year, month, date] = day.split("-").map(Number);
    const before = spot(instantOf(year, month - 1, date)), after = spot(last);
    const changed = at < last ? [] : Array.from(valuesOf)
      .filter(([, values]) => values.some((each) => given(each, before) !== given(each, after)))
      .map(([row, values]) => [row.cells[0].firstChild.cloneNode(true), said(values, before), said(values, after)])
      .filter(([, was, is]) => was !== is);
    const many = `${changed.length} ${changed.length === 1 ? "change" : "changes"} of the state on ${parts(last).words.replace("the end of ", "").replace(/,.*/, "")}`;
    byId("changes").hidden = !changed.length;
    byId("changes").firstChild.textContent = many;
    byId("changes").querySelector("tbody").replaceChildren(...changed.map((cells) => {
      const row = document.createElement("tr");
      for (const each of cells) row.insertCell().append(each);
      return row;
    }));
    return many;
  };

  const heading = () => {
    const then = parts(at).words, until = known === at ? "then" : known === null ? "" : parts(known).words;
    const public_ = until && `, from what was public by ${until}`;
    return `What held at ${then}${public_}`;
  };

  const stop = () => Math.max(upTo(data.stops, at) - 1, 0);

  const show = () => {
    if (byId("that-day").checked) known = moment(parts(at).day);
    pick();
    const now = parts(at);
    byId("heading").textContent = heading();
    document.title = `${title} · ${now.words}`;
    byId("slider").value = stop();
    turns.hidden = known !== null;
    const turn = turns.hidden ? null : turns.querySelector("li:not([hidden])");
    byId("slider").setAttribute("aria-valuetext", `${now.words}${turn ? `, after ${turn.textContent}` : ""}`);
    byId("when").value = now.text;
    byId("day").value = now.day;
    byId("known").value = known === null ? "" : parts(known).day;
    byId("wrong").textContent = "";
    byId("citation").hidden = true;
    byId("nothing").hidden = state.querySelector(".family:not([hidden])") !== null;
    for (const each of document.querySelectorAll(".if-known")) each.hidden = known === null;
    for (const row of rows) row.classList.toggle("chosen", row.dataset.key === key);
    for (const panel of panels) panel.classList.toggle("chosen", panel.id === `why/${key}`);
    byId("everything").hidden = known === null;
    put();
    const x = place(at);
    for (const cursor of cursors) { cursor.setAttribute("x1", x); cursor.setAttribute("x2", x); }
    const y = known === null ? -99 : place(known);
    for (const until of document.querySelectorAll(".until")) { until.setAttribute("y1", y); until.setAttribute("y2", y); }
    clearTimeout(later);
    later = setTimeout(() => {
      byId("live").textContent = `${heading()}: ${changes()}`;
      history.replaceState(null, "", address());
      for (const box of document.querySelectorAll(".scroll")) box.scrollLeft = box.scrollWidth * x / data.scale.at(-1)[1] - box.clientWidth / 2;
    }, 250);
  };

  /* On a narrow screen the answer to why stands below the row of its key, else beside the state. */
  const put = () => {
    const row = narrow.matches && rows.find((each) => each.dataset.key === key && !each.hidden);
    if (row && row.nextSibling !== below) {
      row.after(below);
      below.firstChild.append(why);
    } else if (!row && below.isConnected) {
      document.querySelector(".columns").append(why);
      below.remove();
    }
  };

  /* The running heading of a printed page; its moment is that of the answer. */
  const printed = () => {
    const sheet = document.styleSheets[0], words = `${title}: ${heading()} · head ${data.head.slice(0, 12)}`;
    if (running) sheet.deleteRule(0);
    sheet.insertRule(`@page { @top-left { content: "${words.replace(/["\\]/g, "\\$&")}"; font: 9pt sans-serif; } }`, 0);
    running = true;
  };

  /* The addresses of what is printed: numbered where they are cited, and listed at the end. */
  const numbered = () => {
    const numbers = new Map();
    for (const link of document.querySelectorAll('a[href^="http"]')) {
      if (link.closest("[hidden], .why:not(.chosen)")) continue;
      const url = link.getAttribute("href");
      if (!numbers.has(url)) numbers.set(url, numbers.size + 1);
      link.dataset.number = numbers.get(url);
    }
    const items = Array.from(numbers.keys(), (url) => {
      const item = document.createElement("li");
      item.textContent = url;
      return item;
    });
    document.querySelector(".addresses ol").replaceChildren(...items);
  };

  const address = () => {
    const until = known === null ? "" : `&known=${parts(known).text}`;
    return `#at=${parts(at).text}${until}&key=${key}`;
  };

  /* What the address asks for; as it is written where no text is encoded so. */
  const asks = () => {
    const hash = location.hash.slice(1);
    try { return decodeURIComponent(hash); } catch { return hash; }
  };

  /* Shows what is asked for, and says what of that was not understood. */
  const answer = (vain) => {
    show();
    if (vain.length) byId("wrong").textContent = `Not understood in the address: ${vain.join(", ").slice(0, 80)}. Shown instead: ${heading().replace("What", "what")}`;
  };

  const read = () => {
    const hash = asks();
    if (hash.startsWith("why/")) {
      const panel = byId(hash);
      if (panel) key = hash.slice(4);
      answer(panel ? [] : [hash]);
      panel?.focus();
      return;
    }
    if (!/^(at|known|key)=/.test(hash)) return;
    const given = new Map(hash.split("&").map((each) => each.split(/=(.*)/s).slice(0, 2)));
    const found = { at: moment(given.get("at") ?? ""), known: moment(given.get("known") ?? ""), key: byId(`why/${given.get("key")}`) };
    at = found.at ?? data.last;
    known = found.known;
    byId("that-day").checked = false;
    if (found.key) key = given.get("key");
    if (!rows.length) given.delete("key");  // of no rows there is none, which the address says
    answer(Object.keys(found).filter((name) => given.has(name) && found[name] === null).map((name) => `${name}=${given.get(name)}`));
  };

  const go = (instant) => { at = instant; show(); };
  const step = (number) => go(data.stops[Math.min(Math.max(number, 0), data.stops.length - 1)]);
  const asked = (field, take) => field.addEventListener("change", () => {
    const found = moment(field.value.trim());
    if (found === null) byId("wrong").textContent = `${field.value}: no moment; write 2023, 2023-11, 2023-11-19 or e17`;
    else take(found);
  });

  /* What is shown of an element, in sight or not: of what is far away the browser knows no innerText. */
  const words = (node) => node.nodeType === Node.TEXT_NODE ? node.data
    : node.hidden ? "" : Array.from(node.childNodes, words).join(node.matches("td, .versions") ? " " : "");

  const cite = () => {
    const row = rows.find((each) => each.dataset.key === key && !each.hidden);
    const says = row ? words(row.cells[1]).replace(/\s+/g, " ").trim() : "nothing held";
    const links = row ? Array.from(row.cells[1].querySelectorAll("a")).filter((link) => !link.closest("[hidden]")) : [];
    const events = links.map((link) => byId(link.hash.slice(1))?.dataset.id);
    const from = events.length ? `; from ${Array.from(new Set(events)).join(", ")}` : "";
    const text = `${row ? words(row.cells[0]) : key} (${key}) at ${parts(at).words} (${data.zone})${known === null ? "" : `, from what was public by ${parts(known).words}`}: ${says}${from}; chronology ${data.name}, log head ${data.head}.`;
    const box = byId("citation");
    box.value = text;
    box.hidden = false;
    box.select();
    navigator.clipboard?.writeText(text).catch(() => {});
  };

  document.documentElement.classList.add("js");
  byId("slider").addEventListener("input", (event) => step(Number(event.target.value)));
  byId("slider").addEventListener("keydown", (event) => {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!months) return;
    event.preventDefault();
    const far = upTo(data.stops, at + months * 30 * 1440 * MINUTE) - 1;
    step(months > 0 ? Math.max(far, stop() + 1) : Math.min(far, stop() - 1));
  });
  byId("earlier").addEventListener("click", () => step(at > data.stops[stop()] ? stop() : stop() - 1));
  byId("later").addEventListener("click", () => step(stop() + 1));
  asked(byId("when"), go);
  asked(byId("day"), go);
  byId("known").addEventListener("change", (event) => {
    byId("that-day").checked = false;
    known = moment(event.target.value);
    show();
  });
  byId("that-day").addEventListener("change", (event) => { if (!event.target.checked) known = null; show(); });
  byId("everything").addEventListener("click", () => { byId("that-day").checked = false; known = null; show(); });
  byId("cite").addEventListener("click", cite);
  byId("to-source").addEventListener("click", (event) => {
    const source = Array.from(document.querySelectorAll('.why.chosen a[href^="http"]')).find((each) => !each.closest("[hidden]"));
    if (!source) return;
    event.preventDefault();
    source.focus();
  });
  window.addEventListener("hashchange", read);
  narrow.addEventListener("change", put);
  for (const box of document.querySelectorAll(".scroll")) {
    const drawn = box.firstChild, scrolled = () => drawn.style.setProperty("--scrolled", `${box.scrollLeft * data.scale.at(-1)[1] / box.scrollWidth}px`);
    box.addEventListener("scroll", scrolled, { passive: true });
  }
  window.addEventListener("beforeprint", () => {
    printed();
    numbered();
  });
  show();
  read();
})();
