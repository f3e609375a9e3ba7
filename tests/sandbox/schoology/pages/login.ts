import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

/** The sign-in page, which the feeds also answer with (status 200) when the session is over. */
export const loginPage = (error: string, destination: string): Markup => html`<!doctype html>
<html lang="en" data-theme="modern"><head><meta charset="utf-8"><title>Log in | Schoology</title>
<link rel="stylesheet" href="/sandbox/schoology.css"></head><body class="login-page">
<main id="login-container"><h1>Schoology</h1>
${error && html`<div class="messages error"><div class="message-text">${error}</div></div>`}
<form action="/login" method="post" id="s-user-login-form"><div>
<div class="form-item" id="edit-mail-wrapper"><label for="edit-mail">Email or Username:</label><input type="text" name="mail" id="edit-mail" class="form-text" autocomplete="username"></div>
<div class="form-item" id="edit-pass-wrapper"><label for="edit-pass">Password:</label><input type="password" name="pass" id="edit-pass" class="form-text" autocomplete="current-password"></div>
<input type="hidden" name="destination" value="${destination}"><input type="hidden" name="form_id" value="s_user_login_form">
<div class="submit-buttons"><input type="submit" name="op" id="edit-submit" value="Log in" class="form-submit"></div>
</div></form></main></body></html>`;
