# Everything is compiled in the first stage; the second holds what runs, and no compiler, tests or package caches.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# npm ci mends the Postgres driver with a script of ours.
COPY scripts ./scripts
RUN npm ci --no-audit --no-fund
COPY src ./src
RUN npm run build
# The embedded PostgreSQL is an optional package: in a container the database is a container of its own.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund && npm cache clean --force

FROM node:20-bookworm-slim
ENV NODE_ENV=production HTTP_PORT=8080 HTTP_HOST=0.0.0.0
WORKDIR /app
COPY package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY drizzle ./drizzle
COPY seeds ./seeds
# The data key lies here where DATA_KEY is not set: on a volume of its own, apart from the database's.
ENV DATA_DIR=/var/lib/korotko
RUN mkdir -m 0700 /var/lib/korotko && chown node:node /var/lib/korotko
VOLUME /var/lib/korotko
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/healthz`).then(({ok}) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["start"]
