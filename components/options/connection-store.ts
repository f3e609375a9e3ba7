import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ask } from '../../lib/messages.ts';
import type { ConnectionSettings, ConnectionTest } from '../../lib/model/panel-view.ts';
import type { Reason } from '../../lib/model/reason.ts';
import { reasonOf } from '../panel-context.ts';

/** Where saving and testing the connection stand. */
export type ConnectionState = {
  /** `denied`: saved, but the browser was not allowed to reach the addresses. */
  save: 'idle' | 'saving' | 'saved' | 'denied';
  test: 'idle' | 'testing' | ConnectionTest;
  signIn: 'idle' | 'running';
  error: Reason | null;
};

export type Typed = {
  settings: ConnectionSettings;
  /** Null keeps the secret entered before. */
  secret: string | null;
};

export type ConnectionActions = {
  /** `granted`: whether the browser may reach the addresses typed. */
  save: (typed: Typed, granted: Promise<boolean>) => Promise<void>;
  test: () => Promise<void>;
  signIn: () => Promise<void>;
  signOut: () => Promise<void>;
};

export type ConnectionStore = StoreApi<ConnectionState> & { actions: ConnectionActions };

/** Saving and testing a connection. No action rejects; what went wrong is in the state. */
export function createConnectionStore(deps: { ask: typeof ask }): ConnectionStore {
  const store = createStore<ConnectionState>(() => ({
    save: 'idle',
    test: 'idle',
    signIn: 'idle',
    error: null,
  }));
  const save: ConnectionActions['save'] = async (typed, granted) => {
    store.setState({ save: 'saving', test: 'idle', error: null });
    try {
      const allowed = await granted;
      await deps.ask('saveConnection', typed);
      store.setState({ save: allowed ? 'saved' : 'denied' });
    } catch (error) {
      store.setState({ save: 'idle', error: reasonOf(error) });
    }
  };
  const test: ConnectionActions['test'] = async () => {
    store.setState({ test: 'testing', error: null });
    try {
      store.setState({ test: await deps.ask('testConnection') });
    } catch (error) {
      store.setState({ test: 'idle', error: reasonOf(error) });
    }
  };
  const change = async (message: 'signIn' | 'signOut'): Promise<void> => {
    store.setState({ signIn: 'running', test: 'idle', error: null });
    try {
      await deps.ask(message);
    } catch (error) {
      store.setState({ error: reasonOf(error) });
    }
    store.setState({ signIn: 'idle' });
  };
  const signIn = (): Promise<void> => change('signIn');
  const signOut = (): Promise<void> => change('signOut');
  return { ...store, actions: { save, test, signIn, signOut } };
}
