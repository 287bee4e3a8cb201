/** The words of journal. */
export const journal = {
  title: 'Journal',
};
