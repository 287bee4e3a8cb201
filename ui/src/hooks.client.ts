// What stops a page from being shown, in words: a call that failed, or a bug of the window.

import type { HandleClientError } from '@sveltejs/kit';
import { m } from '$lib/i18n';
import { CallFailed } from '$lib/ipc';

export const handleError: HandleClientError = ({ error, status }) => {
  if (error instanceof CallFailed) {
    const { message, detail, code } = error;
    return { message, detail, gone: code === 'not_found' };
  }
  return {
    message: status === 404 ? m.frame.error.missing : m.frame.error.unexpected,
    detail: error instanceof Error ? error.message : String(error),
  };
};
