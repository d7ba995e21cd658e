import { alertsToChannel, type Scene, SPIKE } from './alertScenes.ts';

/** What the menu of a message answers. */
export const MENU_SCENES: readonly Scene[] = [
  {
    name: 'message-menu',
    stage: {},
    async play(stage, open) {
      await alertsToChannel(stage);
      await stage.post('/v1/results', SPIKE);
      await stage.notified(1);
      const camera = await open();
      for (const name of ['Mute this kind', 'Explain']) {
        const before = await camera.count();
        await camera.tab.locator('.message').first().hover();
        await camera.tab.getByRole('button', { name, exact: true }).first().click();
        await camera.tab.locator('.message').nth(before).waitFor();
        await camera.tab.locator('.thinking').waitFor({ state: 'detached' });
      }
      await camera.photograph('message-menu', 2);
    },
  },
];
