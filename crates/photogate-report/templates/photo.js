// One photo in the dialogue, with all that is said about it.
function openPhoto(photo) {
  opened = photo.index;
  drawPhoto();
  const dialog = byId("photo");
  if (!dialog.open) { dialog.showModal(); }
}

function drawPhoto() {
  const photo = data.photos[opened];
  byId("photo-name").textContent = photo.path;
  const parts = picture(photo);
  fill(byId("photo-picture"), parts);
  if (photo.picture && photo.size) { sharpen(parts[0], photo); }
  const order = [FAIL, REVIEW, 3];
  const findings = photo.findings.filter(function (finding) { return finding[STATUS] !== PASS; }).sort(function (a, b) {
    return order.indexOf(a[STATUS]) - order.indexOf(b[STATUS]);
  });
  const met = photo.findings.filter(function (finding) { return finding[STATUS] === PASS; });
  const address = element("a", { href: photo.link, target: "_blank", rel: "noopener", textContent: word("original") });
  const about = [className(photo.class), photo.person_text, photo.size ? photo.size.join(" × ") : ""].filter(Boolean).join(" · ");
  fill(byId("photo-text"), [
    element("p", {}, [badge(photo), " " + about + " · ", address]),
    photo.failure === undefined ? null : element("p", { textContent: inLanguage(data.messages[photo.failure]) })
  ].concat(findings.map(reason), [
    findings.length || !met.length ? null : element("p", { textContent: word("allMet") }),
    met.length ? metTable(met) : null
  ]));
  const place = found.indexOf(photo);
  byId("photo-previous").disabled = place <= 0;
  byId("photo-next").disabled = place < 0 || place >= found.length - 1;
}

// Takes the original in place of the small picture if the browser shows it upright, as the marks need it.
function sharpen(image, photo) {
  const original = new Image();
  original.onload = function () {
    if (original.naturalWidth === photo.size[0] && original.naturalHeight === photo.size[1] && opened === photo.index) {
      image.src = original.src;
    }
  };
  original.src = photo.link;
}

function withUnit(value, finding) {
  const other = finding[UNIT], unit = inLanguage(other === undefined ? data.rules[finding[RULE]].unit : data.messages[other]);
  return number(value) + (unit && value !== null ? " " + unit : "");
}

function reason(finding) {
  const rule = finding[RULE], status = STATUSES[finding[STATUS]];
  const show = function (is) {
    document.querySelectorAll("#photo-picture rect[data-rule='" + rule + "']").forEach(function (rect) {
      rect.classList.toggle("shown", is);
    });
  };
  return element("div", { className: "finding " + status, onmouseenter: function () { show(true); }, onmouseleave: function () { show(false); } }, [
    element("h3", {}, [ruleTitle(rule) + " · " + word(status), element("code", { textContent: data.rules[rule].id })]),
    finding[MESSAGE] === null ? null : element("p", { textContent: inLanguage(data.messages[finding[MESSAGE]]) }),
    finding[MEASURED] === null ? null : element("div", { className: "measured", textContent: word("measured", {
      measured: withUnit(finding[MEASURED], finding), limit: withUnit(finding[LIMIT], finding)
    }) })
  ]);
}

function metTable(met) {
  const rows = met.map(function (finding) {
    return element("tr", {}, [
      element("td", { textContent: ruleTitle(finding[RULE]) }),
      element("td", { textContent: withUnit(finding[MEASURED], finding) }),
      element("td", { textContent: withUnit(finding[LIMIT], finding) })
    ]);
  });
  const head = element("thead", {}, [element("tr", {}, [word("rule"), word("value"), word("limit")].map(function (text) {
    return element("th", { scope: "col", textContent: text });
  }))]);
  return element("details", {}, [
    element("summary", { textContent: word("others", { count: met.length }) }),
    element("table", {}, [head, element("tbody", {}, rows)])
  ]);
}

function step(by) {
  const place = found.indexOf(data.photos[opened]) + by;
  if (found.indexOf(data.photos[opened]) >= 0 && found[place]) {
    opened = found[place].index;
    drawPhoto();
  }
}
