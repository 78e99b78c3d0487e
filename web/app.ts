/** The page's entry: brings the store and the screen together. */

import { createBrowserViewPorts } from '../replica/browser-view-ports.ts';
import './elements/holdfast-app.ts';
import { Store } from './store.ts';

const store = new Store(createBrowserViewPorts());

const app = document.querySelector('holdfast-app');
if (app) {
  app.store = store;
  app.addEventListener('update-now', () => store.update());
  store.addEventListener('change', () => {
    app.updateReady = store.isUpdateReady;
  });
}

void store.start();
