/** What the first screen can be drawn without: one file, fetched as soon as that stands. */

// The page's entry has run long before. Naming it keeps all that the first screen needs in one file: the bundler would
// otherwise part it into what this file needs too and what it does not, and two files compress worse than one.
import './app.ts';
import './elements/holdfast-add.ts';
import './elements/holdfast-details.ts';
import './elements/holdfast-done.ts';
import './elements/holdfast-first-load.ts';
import './elements/holdfast-notice.ts';
import './elements/holdfast-settings.ts';
import './elements/holdfast-sync-centre.ts';
import './elements/holdfast-sync-chip.ts';
import './elements/holdfast-toast.ts';
import './elements/holdfast-trash.ts';
import './elements/holdfast-update.ts';

export { Acting } from './acting.ts';
export { Mediator } from './mediator.ts';
export { RowControl } from './row-control.ts';
