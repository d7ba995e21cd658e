import { Client, Events, GatewayIntentBits } from 'discord.js';

// A discord.js client as its guide makes it, to compare with: it hears of guilds, and does nothing.
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: process.env['DISCORD_API_URL'] ?? '' } });
client.once(Events.ClientReady, () => console.log('ready'));
void client.login(process.env['DISCORD_TOKEN']);
