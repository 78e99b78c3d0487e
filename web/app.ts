/** The page's entry: brings the store, the service worker and the screen together. */

import { createBrowserPorts } from '../replica/browser-ports.ts';
import { PageBackground } from './background-ports.ts';
import './elements/holdfast-app.ts';
import { Store } from './store.ts';

const ports = createBrowserPorts();
const background = new PageBackground(ports.log);
const store = new Store(ports, background);

const app = document.querySelector('holdfast-app');
if (app) {
  app.store = store;
  app.addEventListener('update-now', () => background.update());
  background.addEventListener('update-ready', () => {
    app.updateReady = background.isUpdateReady;
  });
}

// A tab may stay open for weeks, and only a navigation makes the browser look by itself.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void background.lookForUpdate();
});

void background.start();
void store.start();
