FROM node:24.21.0-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
# Optional here is the compiler, for a plugin of Swagger's that runs at build time; maps and types are for reading.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund && npm cache clean --force && \
    find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
COPY tools tools
RUN npm run build && rm dist/.tsbuildinfo

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
WORKDIR /app
# The sandbox keeps its users here; the volume over it takes over the owner.
RUN mkdir /data && chown node:node /data
COPY package.json ./
COPY --from=modules /app/node_modules node_modules
COPY --from=build /app/dist dist
# node, by number: what runs it may not know the name.
USER 1000:1000
ENTRYPOINT ["node"]
CMD ["dist/apps/conferencing/src/main.js"]
