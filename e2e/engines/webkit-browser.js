#!/usr/bin/env -S gjs -m
/**
 * A WebKitGTK browser that a driver can start: tabs, and a profile on the disk.
 *
 * The MiniBrowser that comes with the engine keeps nothing when it is driven, so nothing could be killed and reopened.
 * Arguments: the folder of the profile, and a file with a script for the start of every page.
 */

import GLib from 'gi://GLib';
import Gtk from 'gi://Gtk?version=3.0';
import WebKit from 'gi://WebKit2?version=4.1';
import System from 'system';

Gtk.init(null);
const [profile, scriptFile] = System.programArgs;

const data = new WebKit.WebsiteDataManager({
  base_data_directory: `${profile}/data`,
  base_cache_directory: `${profile}/cache`,
});
const { SQLITE } = WebKit.CookiePersistentStorage;
data.get_cookie_manager().set_persistent_storage(`${profile}/cookies.sqlite`, SQLITE);
const context = new WebKit.WebContext({ website_data_manager: data });
const startScript = new WebKit.UserScript(
  new TextDecoder().decode(GLib.file_get_contents(scriptFile)[1]),
  WebKit.UserContentInjectedFrames.TOP_FRAME,
  WebKit.UserScriptInjectionTime.START,
  null,
  null,
);
const settings = new WebKit.Settings({ enable_write_console_messages_to_stdout: true });

const tabs = new Gtk.Notebook();
const window = new Gtk.Window({ default_width: 1280, default_height: 900 });
window.add(tabs);
window.show_all();

function openTab() {
  const content = new WebKit.UserContentManager();
  content.add_script(startScript);
  const view = new WebKit.WebView({
    web_context: context,
    user_content_manager: content,
    settings,
    is_controlled_by_automation: true,
  });
  view.show();
  view.connect('close', () => tabs.remove(view));
  // The driver's protocol has no command to bring a tab before the others.
  content.connect('script-message-received::show', () => show(view));
  content.register_script_message_handler('show');
  tabs.append_page(view, null);
  show(view);
  return view;
}

function show(view) {
  tabs.set_current_page(tabs.page_num(view));
  view.grab_focus();
}

context.set_automation_allowed(true);
context.connect('automation-started', (_context, session) => {
  const info = new WebKit.ApplicationInfo();
  info.set_name('Holdfast’s WebKit');
  session.set_application_info(info);
  session.connect('create-web-view', openTab);
});

new GLib.MainLoop(null, false).run();
