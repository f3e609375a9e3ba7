import { describe } from 'vitest';
import { controls } from '../../security/controls.ts';
import { itIsComplete } from '../evidence.ts';

describe('the security controls', () => itIsComplete(controls, 26));
