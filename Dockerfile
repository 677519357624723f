# syntax=docker/dockerfile:1
# Two images from one build: `web`, the portal, and `admin`, the operator's command line (migrations among others).

FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
# Only what decides the packages: this layer is kept until one of these files changes.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/QingjiangpuPortal.Domain/*.csproj src/QingjiangpuPortal.Domain/packages.lock.json src/QingjiangpuPortal.Domain/
COPY src/QingjiangpuPortal.Application/*.csproj src/QingjiangpuPortal.Application/packages.lock.json src/QingjiangpuPortal.Application/
COPY src/QingjiangpuPortal.Infrastructure/*.csproj src/QingjiangpuPortal.Infrastructure/packages.lock.json src/QingjiangpuPortal.Infrastructure/
COPY src/QingjiangpuPortal.Infrastructure/EmbeddedPostgres/EmbeddedPostgres.targets src/QingjiangpuPortal.Infrastructure/EmbeddedPostgres/
COPY src/QingjiangpuPortal.Web/*.csproj src/QingjiangpuPortal.Web/packages.lock.json src/QingjiangpuPortal.Web/Frontend.targets src/QingjiangpuPortal.Web/
COPY src/QingjiangpuPortal.Admin/*.csproj src/QingjiangpuPortal.Admin/packages.lock.json src/QingjiangpuPortal.Admin/
RUN dotnet restore src/QingjiangpuPortal.Web --locked-mode && dotnet restore src/QingjiangpuPortal.Admin --locked-mode
COPY src src
# The embedded database is for demo and tests; an image has none.
RUN dotnet publish src/QingjiangpuPortal.Web --configuration Release --no-restore -p:EmbeddedPostgres=false --output /out/web \
 && dotnet publish src/QingjiangpuPortal.Admin --configuration Release --no-restore -p:EmbeddedPostgres=false --output /out/admin

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
# What the portal keeps: uploaded files; and where the operator puts the keys.
RUN install -d -o app -g app /data /keys
WORKDIR /app
ENV Portal__DataDirectory=/data \
    Portal__PersonalDataKeyFile=/keys/personal-data.json \
    ASPNETCORE_HTTP_PORTS=8080
USER app

FROM runtime AS admin
COPY --from=build /out/admin .
ENTRYPOINT ["dotnet", "QingjiangpuPortal.Admin.dll"]

FROM runtime AS web
COPY --from=build /out/web .
EXPOSE 8080
# The image has no curl; the shell can speak enough HTTP to ask whether the portal is ready.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "QingjiangpuPortal.Web.dll"]
