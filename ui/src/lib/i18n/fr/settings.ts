/** The words of settings. */
export const settings = {
  title: 'Réglages',
};
