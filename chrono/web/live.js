"use strict";
// Tells the reader that the log has grown. What is being read stays as it is until it is asked anew.
(() => {
  const SECONDS = 3;
  const data = JSON.parse(document.getElementById("data").textContent);
  const head = `/head.json?chronology=${encodeURIComponent(data.name)}`;

  /* A bar at the foot of the window, wherever one reads; it is no part of what is printed. */
  const bar = document.createElement("div"), words = document.createElement("span"), button = document.createElement("button");
  bar.className = "fields";
  bar.setAttribute("role", "status");
  Object.assign(bar.style, { position: "fixed", inset: "auto 0 0 0", zIndex: 9, background: "var(--paper)" });
  button.textContent = "Show what is new";
  button.addEventListener("click", () => {
    const slider = document.getElementById("slider"), known = document.getElementById("known").value;
    // Who was at the end of the record goes to its new end, and not to the moment at which it ended.
    if (slider.value === slider.max && !known) history.replaceState(null, "", location.hash.replace(/at=[^&]*&/, ""));
    location.reload();
  });
  document.body.append(bar);

  const tell = (text, more) => {
    if (text === words.textContent) return;
    words.textContent = text;
    bar.replaceChildren(...(text ? [words] : []), ...(more ? [button] : []));
    Object.assign(bar.style, text ? { borderTop: "4px solid var(--mark)", padding: ".5rem 1.25rem" } : { borderTop: "", padding: "" });
  };

  const look = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(head);
        const log = answer.ok ? await answer.json() : null;
        if (!log) tell("The log cannot be read just now. This is what it said before.");
        else if (log.head === data.head) tell("");
        else tell(`The log has grown: it has ${log.entries} entries now.`, true);
      } catch {
        tell("chrono serve has ended. This is what the log said before.");
      }
    }
    setTimeout(look, SECONDS * 1000);
  };
  look();
})();
