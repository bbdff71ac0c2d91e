// One demonstration and one browser serve all files of this folder: they are run from here, in one process.
import './account.mjs';
import './desk.mjs';
import './map.mjs';
import './pages.mjs';
