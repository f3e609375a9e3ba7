/** The parts of the panel that its first look mostly does without, in a file that is loaded when one is first drawn. */
export { fixActions } from './fix-actions.ts';
export { LayoutNote } from './layout-note.tsx';
export { SelectionBar } from './list/selection-bar.tsx';
export { ProblemFix } from './problem-fix.tsx';
export { RoamingNote } from './roaming-note.tsx';
export { AllOptedOutState } from './states/all-opted-out-state.tsx';
export { EmptyState } from './states/empty-state.tsx';
export { FirstRunState } from './states/first-run-state.tsx';
export { NotConfiguredState } from './states/not-configured-state.tsx';
export { SignedOutState } from './states/signed-out-state.tsx';
export { UnreachableState } from './states/unreachable-state.tsx';
