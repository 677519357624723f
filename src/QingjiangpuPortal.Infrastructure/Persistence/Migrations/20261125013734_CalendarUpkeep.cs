using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CalendarUpkeep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "office_hours",
                columns: table => new
                {
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    periods = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_hours", x => x.valid_from);
                });

            migrationBuilder.CreateTable(
                name: "reckonings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    looked = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reckonings", x => x.id);
                });

            WorkflowData.ReckonOpenReports(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "office_hours");

            migrationBuilder.DropTable(
                name: "reckonings");
        }
    }
}
