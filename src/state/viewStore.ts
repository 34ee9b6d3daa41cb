/** Selection, cursor, notices, language, dialogs: what is looked at, never what is trained. */
import { createStore } from 'zustand/vanilla';
import type { ViewState, ViewStore } from './stores.ts';

const NOTICES = 6;

export function createViewStore(language: ViewState['language']): ViewStore {
  let nextNotice = 1;
  const store = createStore<ViewState>(() => ({
    selection: { model: undefined, nodes: [], edges: [], tie: undefined },
    cursor: undefined,
    unit: undefined,
    notices: [],
    language,
    dialog: undefined,
    wanted: undefined,
    term: undefined,
    teaching: false,
    presenting: false,
    newer: undefined,
  }));
  return {
    ...store,
    select: (selection) => store.setState((state) => ({ selection: { ...state.selection, ...selection } })),
    setCursor(cursor) {
      if (store.getState().cursor !== cursor) store.setState({ cursor });
    },
    showUnit: (unit) => store.setState({ unit }),
    show: (place) => store.setState({ wanted: { place } }),
    notify(issue, tone = 'error') {
      const notice = { id: nextNotice, issue, tone };
      nextNotice += 1;
      store.setState((state) => ({ notices: [...state.notices.slice(1 - NOTICES), notice] }));
    },
    dismiss: (id) => store.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
    setLanguage: (next) => store.setState({ language: next }),
    open: (dialog, term) => store.setState({ dialog, term }),
    teach: (teaching) => store.setState({ teaching }),
    offer: (newer) => store.setState({ newer }),
    present: (presenting) => store.setState({ presenting }),
  };
}
