// Schoology's popups module as far as an extension can notice it (schoology facts 3.1). The numbers below are
// the steps of that section.

const Popups = {
  /** The number of the next popup; it only grows. */
  counter: 0,
  /** Open popups, the topmost last: {box, settings to restore}. */
  stack: [],
};

const popupHeaders = { 'X-Drupal-Render-Mode': 'json/popups', 'Cache-Control': 'no-cache' };

/** Path and query of this page without the leading slash: where a popup was opened from. */
const originalPath = () => Drupal.settings.popups.originalPath;

/** The same URL with `destination`, which tells the server where the teacher is. */
function withDestination(href) {
  const url = new URL(href, location.href);
  url.searchParams.set('destination', originalPath());
  return url;
}

// 1. Marks the links that open popups.
Drupal.behaviors.popups = (context) => {
  for (const link of context.querySelectorAll('a.popups, a.popups-form, a.popups-form-reload')) {
    link.classList.add('popups-processed', 'sExtlink-processed');
  }
};
Drupal.attachBehaviors = (context) => {
  for (const behavior of Object.values(Drupal.behaviors)) behavior(context);
};

// 2. The overlay is prepended to body; the loader lies on it.
function addOverlay() {
  if (document.getElementById('popups-overlay')) return;
  const overlay = document.createElement('div');
  overlay.id = 'popups-overlay';
  document.body.prepend(overlay);
  document.getElementById('body').setAttribute('aria-hidden', 'true');
}

function removeOverlay() {
  document.getElementById('popups-overlay')?.remove();
  document.getElementById('body').removeAttribute('aria-hidden');
}

function setLoading(on) {
  document.getElementById('popups-loading')?.remove();
  if (!on) return;
  const loading = document.createElement('div');
  loading.id = 'popups-loading';
  loading.textContent = 'Loading…';
  document.body.append(loading);
}

async function ask(url, init = {}) {
  const response = await fetch(url, {
    credentials: 'same-origin',
    ...init,
    headers: popupHeaders,
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

// 3. and 4. The link's address is fetched with the JSON header.
async function openPath(href) {
  addOverlay();
  setLoading(true);
  try {
    showPopup(await ask(withDestination(href)));
  } catch {
    showError();
  } finally {
    setLoading(false);
  }
}

function element(className, html = '') {
  const node = document.createElement('div');
  node.className = className;
  node.innerHTML = html;
  return node;
}

// 6. The box: id from the counter, appended to body.
function buildBox(title, content) {
  const box = element('popups-box popups-large');
  box.id = `popups-${Popups.counter}`;
  Popups.counter += 1;
  box.setAttribute('role', 'dialog');
  const bar = element(
    'popups-title',
    '<div class="popups-close"><a href="#" role="button"><span class="visually-hidden">Close</span></a></div><div class="title"></div>',
  );
  bar.querySelector('.title').textContent = title;
  const body = element('popups-body', content);
  body.tabIndex = 0;
  box.append(bar, body, element('popups-buttons'), element('popups-footer'));
  return box;
}

// 7. Position and height are computed once, in pixels: what grows later scrolls until somebody calls this again.
function resizeCenter(box) {
  box.style.width = `${Math.min(660, innerWidth - 40)}px`;
  box.style.height = 'auto';
  const height = Math.min(box.offsetHeight, innerHeight - 60);
  box.style.height = `${height}px`;
  box.style.left = `${Math.round((innerWidth - box.offsetWidth) / 2)}px`;
  box.style.top = `${Math.max(20, Math.round((innerHeight - height) / 3))}px`;
}

const topmost = () => Popups.stack.at(-1);

window.sPopupsResizeCenter = () => {
  const top = topmost();
  if (top) resizeCenter(top.box);
};

// 5. Drupal.settings belongs to the popup while it is open.
function showPopup({ title, content, js }) {
  addOverlay();
  const below = topmost();
  if (below) below.box.style.left = '-9999px'; // 11. hidden ones are moved away, not removed
  const box = buildBox(title, content);
  Popups.stack.push({ box, settings: Drupal.settings });
  if (js?.setting) Drupal.settings = js.setting;
  document.body.append(box);
  resizeCenter(box);
  Drupal.attachBehaviors(box.querySelector('.popups-body'));
  for (const form of box.querySelectorAll('form')) form.addEventListener('submit', submitForm);
  const first = box.querySelector('form input[type=text], .form-submit') ?? box;
  first.focus();
}

function showError() {
  showPopup({
    title: 'Error',
    content:
      '<div class="messages error"><div class="message-text">An error occurred. Please try again.</div></div>',
  });
}

/** Takes the topmost popup off the page and gives back the settings of what lies below. */
function detachTop() {
  const top = Popups.stack.pop();
  if (!top) return null;
  top.box.remove();
  Drupal.settings = top.settings;
  return top.box;
}

// 11. ×, Cancel and ESC remove the node.
function closeTop() {
  detachTop();
  if (topmost()) window.sPopupsResizeCenter();
  else removeOverlay();
}

// 8. The popup leaves the document before the POST.
async function submitForm(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const origin = document.createElement('input');
  Object.assign(origin, { type: 'hidden', name: 'form_origin_popups', value: '1' });
  form.append(origin);
  const body = new FormData(form, event.submitter);
  const { action } = form;
  detachTop();
  setLoading(true);
  try {
    finish(form, await ask(withDestination(action), { method: 'POST', body }));
  } catch {
    showError();
  } finally {
    setLoading(false);
  }
}

/** 10. A created item leads to its own page; assessments live under their course. */
function createdPath(form, nid) {
  const isAssessment = form.classList.contains('course-material-type-assessment');
  const isDiscussion = form.id === 's-discussion-create-form';
  const section = /\/course\/(\d+)\//.exec(form.action)?.[1];
  if (isAssessment) return `/course/${section}/assessments/${nid}`;
  if (isDiscussion) return `/course/${section}/materials/discussion/view/${nid}`;
  return `/assignment/${nid}`;
}

// 9. and 10. The answer to a POST: another form means that it was refused.
function finish(form, answer) {
  if (answer.path === 'assignment-creation-complete') {
    location.assign(createdPath(form, answer.assignment_nid));
  } else if (answer.redirect) {
    location.assign(answer.redirect);
  } else if (answer.reload) {
    location.reload();
  } else if (answer.path === originalPath()) {
    replaceContent(answer.content);
  } else {
    showPopup(answer);
  }
}

/** 10. Success on the materials page: the inner HTML of the target is replaced in place. */
function replaceContent(content) {
  const target = document.querySelector(Drupal.settings.popups.defaultTargetSelector);
  target.innerHTML = content;
  Drupal.attachBehaviors(target);
  removeOverlay();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a.popups-processed');
  if (link) {
    event.preventDefault();
    openPath(link.href);
  } else if (event.target.closest('.popups-box :is(.popups-close, .popups-close-link)')) {
    event.preventDefault();
    closeTop();
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && topmost()) closeTop();
});

Drupal.attachBehaviors(document);
