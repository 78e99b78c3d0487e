/** The elements that the first screen does without: fetched as one file when it stands, and kept for offline use. */

import './elements/holdfast-details.ts';
import './elements/holdfast-done.ts';
import './elements/holdfast-settings.ts';
import './elements/holdfast-sync-centre.ts';
import './elements/holdfast-trash.ts';
import './elements/holdfast-update.ts';
