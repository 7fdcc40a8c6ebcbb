# One image for web edge and worker. Its stages: what production needs, the build, and both of them without the rest.

FROM node:20.20.2-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
# Temporal's native part comes for five platforms, 30 MB each; this image runs on one of them.
RUN find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
      ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# Compiles, and packs the workflows into the bundle that all workers of this image run.
RUN npm run build

FROM node:20.20.2-bookworm-slim
# The native part checks certificates, as of Temporal Cloud, against those of the system.
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=modules /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY programme programme
USER node
EXPOSE 8080
CMD ["node", "dist/web/main.js"]
