// What the pages themselves do, besides popups: menus, the publish toggle of Bulk Edit, parts of forms that
// unfold. In plain jQuery-free script, but with the classes and inline styles of the real site.

/** Opens one drop-down and closes the others (an open menu has inline `display: block`). */
function toggleMenu(unfold) {
  const list = unfold.parentElement.querySelector('ul.action-links');
  const open = list.style.display === 'none';
  for (const other of document.querySelectorAll('ul.action-links')) other.style.display = 'none';
  list.style.display = open ? 'block' : 'none';
}

/** Bulk Edit's published mark: a class on the link, 1 or 0 in the hidden field beside it. */
function togglePublish(toggle) {
  const on = toggle.classList.toggle('adv-option-on');
  toggle.title = toggle.getAttribute(on ? 'on-title' : 'off-title');
  toggle.parentElement.querySelector('.csm-status').value = on ? '1' : '0';
}

function pressed(event) {
  const unfold = event.target.closest('.action-links-unfold');
  const toggle = event.target.closest('.toggle-publish');
  if (unfold) toggleMenu(unfold);
  if (toggle) togglePublish(toggle);
  if (event.target.closest('.edit-new-category-cancel')) {
    const select = event.target.closest('form').elements.grading_category_id;
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (!unfold) {
    for (const list of document.querySelectorAll('ul.action-links')) list.style.display = 'none';
  }
}

document.addEventListener('click', pressed);

document.addEventListener('keydown', (event) => {
  const target = event.target.closest?.('.action-links-unfold, .toggle-publish');
  if (!target || (event.key !== 'Enter' && event.key !== ' ')) return;
  event.preventDefault();
  pressed(event);
});

document.addEventListener('change', (event) => {
  const { target } = event;
  if (target.name === 'grading_category_id') {
    target.closest('form').classList.toggle('has-new-category', target.value === 'new');
  }
  if (target.name === 'realm') target.form.elements.assign_course_nid.value = target.value;
  if (/enable_grading|grading_enabled/.test(target.name)) {
    const options = target.closest('form').querySelector('.grading-options-wrapper');
    options.style.display = target.checked ? '' : 'none';
  }
});
