import { saveSchedule } from '../settings/schedule.ts';
import type { App } from './app.ts';
import type { PageHandlers } from './router.ts';
import { panelView } from './views.ts';

export const createScheduleHandlers = (app: App): Pick<PageHandlers, 'saveSchedule'> => ({
  async saveSchedule(settings) {
    await saveSchedule(app.ports.local, settings);
    await app.schedule.arm();
    app.ports.notify(null);
    return panelView(app);
  },
});
