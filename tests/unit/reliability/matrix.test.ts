import { describe } from 'vitest';
import { faultMatrix } from '../../reliability/matrix.ts';
import { itIsComplete } from '../evidence.ts';

describe('the fault matrix', () => itIsComplete(faultMatrix, 38));
