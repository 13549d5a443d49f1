// Thumbnails, made with Node alone: its own /openapi.json is the description. The first argument
// is a defect, or "none". A job moves with the requests that the service receives. File
// descriptor 3 is the socket it listens on.
import http from 'node:http'

const defect = process.argv[2]
const epoch = Date.now() - 3600e3
let now = 0
const jobs = []

const add = (image, born, works, fails = false) => {
  jobs.push({ image, born, works, fails, stopped: null })
  return jobs.length
}
for (let i = 0; i < 4; i++) add(`image-${i}.png`, -100 + i, 20, i === 1)
add('large.png', 0, 50)

const at = (second) => epoch + second * 1000
const show = (number) => {
  const job = jobs[number - 1]
  const over = job.stopped ?? job.born + job.works
  let state = 'waiting'
  if (job.stopped !== null) state = 'removed'
  else if (now >= over) state = job.fails ? 'failed' : 'completed'
  else if (now > job.born + 2) state = 'active'
  const back = defect === 'goes-back' && number === 1 && now > 30
  if (back) state = 'active'
  const shown = {
    id: number, state, data: { image: job.image }, timestamp: at(job.born), attemptsMade: now > job.born + 2 ? 1 : 0,
    processedOn: now > job.born + 2 && over > job.born + 2 ? at(job.born + 2) : null, finishedOn: now >= over && !back ? at(over) : null,
  }
  if (state === 'failed') shown.failedReason = 'the image is empty'
  if (defect === 'attempts-shrink' && number === 1 && now % 2) shown.attemptsMade = 3
  if (defect === 'id-as-text' && number === 1) shown.id = '1'
  return shown
}

const body = (schema) => ({ content: { 'application/json': { schema } } })
const problem = { description: 'It is refused.', ...body({ $ref: '#/components/schemas/Problem' }) }
const id = [{ name: 'jobId', in: 'path', required: true, schema: { type: 'integer' } }]
const description = {
  openapi: '3.1.0',
  info: { title: 'Thumbnails', version: '1.0.0' },
  paths: {
    '/thumbnails': {
      get: {
        operationId: 'listThumbnails',
        responses: { 200: { description: 'All jobs.', ...body({ type: 'array', items: { $ref: '#/components/schemas/Thumbnail' } }) } },
      },
      post: {
        operationId: 'startThumbnail',
        requestBody: { required: true, content: { 'application/json': {
          schema: { type: 'object', required: ['image'], properties: { image: { type: 'string' } } }, example: { image: 'a.png' },
        } } },
        responses: { 201: { description: 'It waits.', ...body({ $ref: '#/components/schemas/Thumbnail' }) }, 400: problem },
      },
    },
    '/thumbnails/{jobId}': {
      get: {
        operationId: 'getThumbnail', parameters: id,
        responses: { 200: { description: 'One job.', ...body({ $ref: '#/components/schemas/Thumbnail' }) }, 400: problem, 404: problem },
      },
      delete: {
        operationId: 'removeThumbnail', parameters: id,
        responses: { 204: { description: 'It is removed.' }, 400: problem, 404: problem },
      },
    },
  },
  components: { schemas: {
    Problem: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
    Thumbnail: {
      type: 'object', required: ['id', 'state', 'timestamp'],
      properties: {
        id: { type: 'integer' }, state: { enum: ['waiting', 'active', 'completed', 'failed', 'removed'] },
        data: { type: 'object', properties: { image: { type: 'string' } } }, timestamp: { type: 'integer' }, attemptsMade: { type: 'integer' },
        processedOn: { type: ['integer', 'null'] }, finishedOn: { type: ['integer', 'null'] }, failedReason: { type: 'string' },
      },
    },
  } },
}

http.createServer(async (request, response) => {
  now++
  const reply = (status, value) => {
    response.writeHead(status, value === undefined ? {} : { 'content-type': 'application/json' })
    response.end(value === undefined ? undefined : JSON.stringify(value))
  }
  const refuse = (status, error) => reply(status, { error })
  const { pathname } = new URL(request.url, 'http://localhost')
  if (pathname === '/openapi.json') return reply(200, description)
  const found = /^\/thumbnails(?:\/([^/]*))?$/.exec(pathname)
  if (!found) return refuse(404, 'there is no such path')
  if (found[1] === undefined) {
    if (request.method === 'GET') return reply(200, jobs.map((_, i) => show(i + 1)))
    if (request.method !== 'POST') return refuse(405, 'there is no such method')
    let text = ''
    for await (const chunk of request) text += chunk
    try {
      const { image } = JSON.parse(text)
      if (typeof image !== 'string') throw new Error('image')
      return reply(201, show(add(image, now, 8)))
    } catch {
      return defect === 'bad-body-fails' ? refuse(500, 'TypeError') : refuse(400, 'image is not a text')
    }
  }
  if (!['GET', 'DELETE'].includes(request.method)) return refuse(405, 'there is no such method')
  if (!/^\d+$/.test(found[1])) return refuse(400, 'the id is not a number')
  const number = Number(found[1])
  if (!jobs[number - 1]) return refuse(404, 'there is no such job')
  if (request.method === 'GET') return reply(200, show(number))
  jobs[number - 1].stopped ??= now
  reply(204)
}).listen({ fd: 3 })
