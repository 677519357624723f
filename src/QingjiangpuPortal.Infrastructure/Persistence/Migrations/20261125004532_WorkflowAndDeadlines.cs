using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class WorkflowAndDeadlines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "accept_limit",
                table: "report_categories",
                type: "character varying(7)",
                maxLength: 7,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "resolve_limit",
                table: "report_categories",
                type: "character varying(7)",
                maxLength: 7,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "verify_limit",
                table: "report_categories",
                type: "character varying(7)",
                maxLength: 7,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "clock_started_at",
                table: "grid_reports",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_signal_at",
                table: "grid_reports",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset[]>(
                name: "pauses",
                table: "grid_reports",
                type: "timestamp with time zone[]",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "primary_id",
                table: "grid_reports",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "return_count",
                table: "grid_reports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "signalled",
                table: "grid_reports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "status_before_merge",
                table: "grid_reports",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "suspended_at",
                table: "grid_reports",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "suspended_until",
                table: "grid_reports",
                type: "timestamp with time zone",
                nullable: true);

            WorkflowData.FillFromBefore(migrationBuilder);

            migrationBuilder.DropColumn(
                name: "accept_within_hours",
                table: "report_categories");

            migrationBuilder.DropColumn(
                name: "resolve_within_hours",
                table: "report_categories");

            migrationBuilder.DropColumn(
                name: "verify_within_hours",
                table: "report_categories");

            migrationBuilder.CreateTable(
                name: "calendar_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    is_workday = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_days", x => x.day);
                });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_merged",
                table: "grid_reports",
                column: "primary_id",
                filter: "primary_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_next_signal",
                table: "grid_reports",
                column: "next_signal_at",
                filter: "next_signal_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_suspended",
                table: "grid_reports",
                column: "suspended_until",
                filter: "suspended_until IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_grid_reports_grid_reports_primary_id",
                table: "grid_reports",
                column: "primary_id",
                principalTable: "grid_reports",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_grid_reports_grid_reports_primary_id",
                table: "grid_reports");

            migrationBuilder.DropTable(
                name: "calendar_days");

            migrationBuilder.DropIndex(
                name: "ix_grid_reports_merged",
                table: "grid_reports");

            migrationBuilder.DropIndex(
                name: "ix_grid_reports_next_signal",
                table: "grid_reports");

            migrationBuilder.DropIndex(
                name: "ix_grid_reports_suspended",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "accept_limit",
                table: "report_categories");

            migrationBuilder.DropColumn(
                name: "resolve_limit",
                table: "report_categories");

            migrationBuilder.DropColumn(
                name: "verify_limit",
                table: "report_categories");

            migrationBuilder.DropColumn(
                name: "clock_started_at",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "next_signal_at",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "pauses",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "primary_id",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "return_count",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "signalled",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "status_before_merge",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "suspended_at",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "suspended_until",
                table: "grid_reports");

            migrationBuilder.AddColumn<int>(
                name: "accept_within_hours",
                table: "report_categories",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "resolve_within_hours",
                table: "report_categories",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "verify_within_hours",
                table: "report_categories",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }
    }
}
