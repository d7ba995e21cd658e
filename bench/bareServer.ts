import Fastify from 'fastify';

// What the framework alone costs: it parses the body, answers 202 and keeps nothing.
const app = Fastify();
app.post('/v1/results', async (_request, reply) => reply.code(202).send({ accepted: 1 }));
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
console.log(typeof address === 'object' ? address?.port : '');
