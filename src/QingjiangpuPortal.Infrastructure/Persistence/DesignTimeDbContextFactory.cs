using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace QingjiangpuPortal.Infrastructure.Persistence;

/// <summary>For <c>dotnet ef migrations add</c>, which compares models and needs no database.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PortalDbContext>().UsePortalNpgsql("Host=localhost").Options);
}
