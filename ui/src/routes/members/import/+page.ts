import { commands } from '$lib/ipc';

// A list that was chosen waits until it is taken in or given up, also while other pages are read.
export const load = async () => ({ list: await commands.pickedList() });
