// The one demonstration of a run, for whichever file asks first.
import { after } from 'node:test';
import { start } from './harness.mjs';

let started;
export const demonstration = () => (started ??= start());
after(async () => (await started)?.stop());
