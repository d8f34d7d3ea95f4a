// Draws the page from the JSON in #data. Only what Chromium 69 knows; texts go in as text, never as HTML.
const VERDICTS = ["pass", "review", "fail", "error"];
const STATUSES = ["pass", "review", "fail", "notAssessed"];
const SIZES = [60, 240, 1000];
const RULE = 0, STATUS = 1, VIOLATION = 2, MEASURED = 3, LIMIT = 4, MESSAGE = 5, REGION = 6, UNIT = 7;
const FAIL = 2, REVIEW = 1, PASS = 0;

const data = JSON.parse(byId("data").textContent);
let language = data.language === "zh" ? 1 : 0;
let found = [];
let page = 0;
let opened = -1;

function byId(id) { return document.getElementById(id); }

function word(key, values) {
  const text = WORDS[key][language];
  return values ? text.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; }) : text;
}

function inLanguage(message) { return language ? message.zh : message.en; }

// An element with properties and children; strings become text.
function element(tag, properties, children) {
  const made = document.createElement(tag);
  Object.keys(properties || {}).forEach(function (key) {
    if (key in made) { made[key] = properties[key]; } else { made.setAttribute(key, properties[key]); }
  });
  (children || []).forEach(function (child) {
    if (child !== null) { made.appendChild(typeof child === "string" ? document.createTextNode(child) : child); }
  });
  return made;
}

function fill(parent, children) {
  while (parent.firstChild) { parent.removeChild(parent.firstChild); }
  children.forEach(function (child) { if (child) { parent.appendChild(child); } });
}

function number(value) {
  return value === null ? "–" : String(Math.round(value * 1000) / 1000);
}

// What is looked up often is worked out once.
data.photos.forEach(function (photo, index) {
  photo.index = index;
  photo.name = photo.path.slice(photo.path.lastIndexOf("/") + 1);
  const person = photo.person === undefined ? [] : data.attendance.people[photo.person];
  photo.person_text = [person[1], person[0]].filter(Boolean).join(" ");
  photo.search = (photo.path + " " + person.join(" ")).toLowerCase();
  photo.failing = photo.findings.filter(function (finding) { return finding[STATUS] === FAIL; });
  photo.reviewed = photo.findings.filter(function (finding) { return finding[STATUS] === REVIEW; });
  photo.worst = photo.findings.reduce(function (worst, finding) { return Math.max(worst, finding[VIOLATION] || 0); }, 0);
});

function className(index) { return data.classes[index] || word("top"); }

function ruleTitle(index) { return inLanguage(data.rules[index].title); }

/* ---- filters ---- */

function chosen(id) {
  const value = byId(id).value;
  return value === "" ? null : Number(value);
}

function filter() {
  const terms = byId("text").value.toLowerCase().split(/\s+/).filter(Boolean);
  const verdict = chosen("verdict"), rule = chosen("rule"), status = chosen("status"), inClass = chosen("class");
  const says = function (finding) {
    return (rule === null || finding[RULE] === rule) && (status === null ? finding[STATUS] !== PASS : finding[STATUS] === status);
  };
  found = data.photos.filter(function (photo) {
    return (verdict === null || photo.verdict === verdict) &&
      (inClass === null || photo.class === inClass) &&
      (rule === null && status === null || photo.findings.some(says)) &&
      terms.every(function (term) { return photo.search.indexOf(term) >= 0; });
  });
  const orders = {
    worst: function (a, b) { return b.verdict - a.verdict || b.worst - a.worst; },
    most: function (a, b) { return b.failing.length - a.failing.length || b.reviewed.length - a.reviewed.length; },
    name: function (a, b) { return a.name < b.name ? -1 : a.name > b.name ? 1 : 0; },
    path: function () { return 0; }
  };
  const order = orders[byId("sort").value];
  // Equal ones stay in the order of their paths; sorting was not stable before Chromium 70.
  found.sort(function (a, b) { return order(a, b) || a.index - b.index; });
  page = 0;
  drawTiles();
  drawGrid();
}

function choose(values) {
  Object.keys(values).forEach(function (id) { byId(id).value = values[id] === null ? "" : String(values[id]); });
  filter();
}

function options(id, entries) {
  const select = byId(id), before = select.value;
  fill(select, entries.map(function (entry) { return element("option", { value: String(entry[0]), textContent: entry[1] }); }));
  if (before !== "" && select.querySelector("option[value='" + before + "']")) { select.value = before; }
}

function drawFilters() {
  const all = ["", word("all")];
  const indexes = function (list) { return list.map(function (_, index) { return index; }); };
  options("verdict", [all].concat(VERDICTS.map(function (verdict, index) { return [index, word(verdict)]; })));
  options("rule", [all].concat(indexes(data.rules).map(function (index) { return [index, ruleTitle(index) + " · " + data.rules[index].id]; })));
  options("status", [["", word("open")]].concat([2, 1, 3, 0].map(function (status) { return [status, word(STATUSES[status])]; })));
  options("class", [all].concat(indexes(data.classes).map(function (index) { return [index, className(index)]; })));
  options("sort", ["worst", "most", "path", "name"].map(function (order) { return [order, word(order)]; }));
  options("size", SIZES.map(function (size) { return [size, String(size)]; }).concat([["0", word("all")]]));
}

/* ---- totals ---- */

function counts(photos) {
  const counted = [0, 0, 0, 0];
  photos.forEach(function (photo) { counted[photo.verdict] += 1; });
  return counted;
}

function drawTiles() {
  const counted = counts(data.photos), total = data.photos.length, verdict = chosen("verdict");
  const tile = function (kind, value, count) {
    const share = total ? Math.round(1000 * count / total) / 10 + " %" : "";
    return element("button", {
      type: "button", className: kind, "aria-pressed": String(verdict === value),
      onclick: function () { choose({ verdict: value }); }
    }, [element("span", { textContent: word(kind) }), element("strong", { textContent: String(count) }),
      element("small", { textContent: share })]);
  };
  fill(byId("totals"), [tile("all", null, total)].concat([2, 1, 0, 3].map(function (value) {
    return tile(VERDICTS[value], value, counted[value]);
  })));
}

function bar(parts, total) {
  return element("div", { className: "share", "aria-hidden": "true" }, parts.map(function (part) {
    const piece = element("span", { className: part[0] });
    piece.style.width = (total ? 100 * part[1] / total : 0) + "%";
    return piece;
  }));
}

function table(id, headings, rows) {
  const head = element("thead", {}, [element("tr", {}, headings.map(function (heading) {
    return element("th", { scope: "col", textContent: heading });
  }))]);
  const body = element("tbody", {}, rows.map(function (cells) {
    return element("tr", {}, cells.map(function (cell) { return element("td", {}, [cell]); }));
  }));
  fill(byId(id), [head, body]);
}

function link(text, label, act) {
  return element("button", { type: "button", textContent: text, title: label, onclick: function () {
    act();
    byId("photos-heading").scrollIntoView();
  } });
}

function drawRules() {
  const counted = data.rules.map(function () { return [0, 0, 0, 0]; });
  data.photos.forEach(function (photo) {
    photo.findings.forEach(function (finding) { counted[finding[RULE]][finding[STATUS]] += 1; });
  });
  const order = data.rules.map(function (_, index) { return index; }).sort(function (a, b) {
    return counted[b][FAIL] - counted[a][FAIL] || counted[b][REVIEW] - counted[a][REVIEW] || a - b;
  });
  table("rules", [word("rule"), word("fail"), word("review"), word("notAssessed"), word("share")], order.map(function (index) {
    const of = counted[index], total = of[0] + of[1] + of[2] + of[3];
    const count = function (status) {
      const label = ruleTitle(index) + ": " + word(STATUSES[status]);
      return link(String(of[status]), label, function () { choose({ rule: index, status: status, verdict: null }); });
    };
    const title = element("div", {}, [ruleTitle(index), element("code", { textContent: data.rules[index].id })]);
    return [title, count(FAIL), count(REVIEW), count(3), bar([["fail", of[FAIL]], ["review", of[REVIEW]]], total)];
  }));
}

function drawClasses() {
  const counted = data.classes.map(function () { return [0, 0, 0, 0]; });
  data.photos.forEach(function (photo) { counted[photo.class][photo.verdict] += 1; });
  table("classes", [word("class"), word("fail"), word("review"), word("pass"), word("error"), word("share")],
    data.classes.map(function (_, index) {
      const of = counted[index], total = of[0] + of[1] + of[2] + of[3];
      const count = function (verdict) {
        const label = className(index) + ": " + word(VERDICTS[verdict]);
        return link(String(of[verdict]), label, function () { choose({ class: index, verdict: verdict }); });
      };
      const name = link(className(index), className(index), function () { choose({ class: index, verdict: null }); });
      const parts = [["fail", of[2]], ["review", of[1]], ["error", of[3]], ["pass", of[0]]];
      return [name, count(2), count(1), count(0), count(3), bar(parts, total)];
    }));
}

/* ---- roster ---- */

function drawAttendance() {
  const attendance = data.attendance;
  if (!attendance) { return; }
  byId("attendance").hidden = false;
  const photo = function (index) {
    return element("button", { type: "button", textContent: data.photos[index].path, onclick: function () { openPhoto(data.photos[index]); } });
  };
  const kinds = attendance.kinds.map(function (kind) {
    const details = element("details", { "data-kind": kind.id }, [
      element("summary", { textContent: inLanguage(kind.title) + " (" + kind.findings.length + ")" })
    ]);
    // Thousands of lines are drawn when somebody wants to see them.
    details.ontoggle = function () {
      if (!details.open || details.querySelector("ul")) { return; }
      details.appendChild(element("ul", {}, kind.findings.map(function (finding) {
        const person = kind.id === "missing" ? attendance.people[finding.people[0]] : [];
        const where = person[2] ? " · " + person[2] : "";
        return element("li", {}, [inLanguage(finding.message) + where].concat(finding.photos.map(photo)));
      })));
    };
    return details;
  });
  const notes = attendance.notes.map(function (note) { return element("p", { className: "measured", textContent: inLanguage(note) }); });
  fill(byId("attendance-body"), [element("p", { textContent: inLanguage(attendance.counts) })].concat(kinds, notes));
}

/* ---- photos ---- */

const SVG = "http://www.w3.org/2000/svg";

// The picture with its marks, which are drawn over it in pixels of the photo.
function picture(photo) {
  if (!photo.picture) { return [element("span", { className: "none", textContent: word("noPicture") })]; }
  const image = element("img", { alt: "", loading: "lazy", decoding: "async", src: data.pictures + "/" + photo.picture });
  if (!photo.size || !byId("marks").checked) { return [image]; }
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 " + photo.size[0] + " " + photo.size[1]);
  svg.setAttribute("aria-hidden", "true");
  photo.reviewed.concat(photo.failing).forEach(function (finding) {
    const region = finding[REGION];
    if (!region) { return; }
    const rect = document.createElementNS(SVG, "rect");
    ["x", "y", "width", "height"].forEach(function (name, place) { rect.setAttribute(name, region[place]); });
    rect.setAttribute("class", VERDICTS[finding[STATUS]]);
    rect.setAttribute("data-rule", finding[RULE]);
    svg.appendChild(rect);
  });
  return [image, svg];
}

function badge(photo) {
  return element("span", { className: "badge " + VERDICTS[photo.verdict], textContent: word(VERDICTS[photo.verdict]) });
}

// The titles of what speaks against the photo, in a few words.
function brief(photo) {
  if (photo.failure !== undefined) { return inLanguage(data.messages[photo.failure]); }
  const rules = (photo.failing.length ? photo.failing : photo.reviewed).map(function (finding) { return ruleTitle(finding[RULE]); });
  if (rules.length || photo.verdict === PASS) { return rules.join(language ? "、" : ", "); }
  const open = photo.findings.filter(function (finding) { return finding[STATUS] === 3; }).length;
  return word("notAssessed") + (language ? "：" : ": ") + open;
}

function card(photo) {
  const button = element("button", { type: "button", className: VERDICTS[photo.verdict], onclick: function () { openPhoto(photo); } }, [
    element("span", { className: "picture" }, picture(photo)),
    element("span", { className: "card" }, [
      element("b", { textContent: photo.name, title: photo.path }),
      element("small", { textContent: [className(photo.class), photo.person_text].filter(Boolean).join(" · ") }),
      badge(photo),
      element("span", { className: "reason", textContent: brief(photo) })
    ])
  ]);
  return element("li", { "data-path": photo.path }, [button]);
}

function drawGrid() {
  const size = Number(byId("size").value) || found.length || 1;
  const pages = Math.max(1, Math.ceil(found.length / size));
  page = Math.min(page, pages - 1);
  const shown = found.slice(page * size, (page + 1) * size);
  fill(byId("grid"), shown.map(card));
  byId("count").textContent = shown.length ? word("count", {
    from: page * size + 1, to: page * size + shown.length, found: found.length, all: data.photos.length
  }) : word("nothing");
  byId("page").textContent = word("page", { page: page + 1, pages: pages });
  byId("pager").hidden = pages === 1;
  const targets = { first: 0, previous: page - 1, next: page + 1, last: pages - 1 };
  document.querySelectorAll("#pager button").forEach(function (button) {
    const target = targets[button.getAttribute("data-page")];
    button.disabled = target < 0 || target >= pages || target === page;
    button.onclick = function () {
      page = target;
      drawGrid();
      byId("photos-heading").scrollIntoView();
    };
  });
}

/* ---- the page ---- */

function drawAll() {
  document.documentElement.lang = language ? "zh-CN" : "en";
  document.title = word("title");
  document.querySelectorAll("[data-word]").forEach(function (part) { part.textContent = word(part.getAttribute("data-word")); });
  document.querySelectorAll("[data-language]").forEach(function (button) {
    button.setAttribute("aria-pressed", String((button.getAttribute("data-language") === "zh") === Boolean(language)));
  });
  byId("about").textContent = word("about", {
    root: data.root, ruleset: data.rulesets.join(language ? "、" : ", "), version: data.version,
    date: new Date(data.ended || data.begun).toLocaleString(language ? "zh-CN" : "en-GB")
  });
  fill(byId("notices"), data.notices.map(function (notice) { return element("p", { className: "notice", textContent: inLanguage(notice) }); }));
  drawFilters();
  drawTiles();
  drawRules();
  drawClasses();
  drawAttendance();
  drawGrid();
  if (byId("photo").open) { drawPhoto(); }
}

document.querySelectorAll("[data-language]").forEach(function (button) {
  button.onclick = function () {
    language = button.getAttribute("data-language") === "zh" ? 1 : 0;
    drawAll();
  };
});
byId("text").oninput = filter;
["verdict", "rule", "status", "class", "sort"].forEach(function (id) { byId(id).onchange = filter; });
["size", "marks"].forEach(function (id) { byId(id).onchange = function () { page = 0; drawGrid(); }; });
byId("filters").onsubmit = function (event) { event.preventDefault(); };
// The fields are emptied after this event.
byId("filters").onreset = function () { setTimeout(filter, 0); };
byId("photo-close").onclick = function () { byId("photo").close(); };
byId("photo-previous").onclick = function () { step(-1); };
byId("photo-next").onclick = function () { step(1); };
byId("photo").onkeydown = function (event) {
  if (event.key === "ArrowLeft") { step(-1); }
  if (event.key === "ArrowRight") { step(1); }
};
byId("photo").onclick = function (event) { if (event.target === byId("photo")) { byId("photo").close(); } };

drawAll();
filter();
