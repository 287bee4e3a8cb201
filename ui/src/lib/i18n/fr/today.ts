/** The words of what waits for the coordinator. */
export const today = {
  title: 'Aujourd’hui',
};
