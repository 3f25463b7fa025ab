FROM node:26-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:26-slim
ENV NODE_ENV=production \
    DATABASE_PATH=/data/vestnik.db
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE NOTICE ./
COPY migrations ./migrations
COPY dictionaries/*.bin dictionaries/checksums.json ./dictionaries/
COPY src ./src
RUN install -d -o node -g node /data node_modules/.cache
USER node
# Stripped and compiled files, kept for every start of this user; nobody writes to them later.
RUN node --import ./src/check-node.js src/main.ts help > /dev/null \
  && chmod -R a-w node_modules/.cache
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s --retries=3 \
  CMD ["node", "--import", "./src/check-node.js", "src/main.ts", "health"]
CMD ["node", "--max-old-space-size=512", "--max-semi-space-size=2", "--v8-pool-size=1", "--import", "./src/check-node.js", "src/main.ts"]
