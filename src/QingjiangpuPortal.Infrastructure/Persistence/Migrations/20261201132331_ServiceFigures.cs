using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ServiceFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_service_orders_done",
                table: "service_orders",
                column: "checked_out_at",
                filter: "status = 4");

            migrationBuilder.CreateIndex(
                name: "ix_care_requests_decided",
                table: "care_requests",
                column: "decided_at",
                filter: "decided_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_service_orders_done",
                table: "service_orders");

            migrationBuilder.DropIndex(
                name: "ix_care_requests_decided",
                table: "care_requests");
        }
    }
}
