import { Client, Events } from 'discord.js';

// The smallest bot there is, to compare with: it answers every command with "pong".
const client = new Client({ intents: [], rest: { api: process.env['DISCORD_API_URL'] ?? '' } });
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isRepliable()) void interaction.reply('pong');
});
client.once(Events.ClientReady, ({ application }) => {
  void application.commands.set([{ name: 'ping', description: 'Answers pong' }]).then(() => console.log('ready'));
});
void client.login(process.env['DISCORD_TOKEN']);
