/** The words of members. */
export const members = {
  title: 'Membres',
};
