using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class MeasuresAndCallBacks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was not folded yet is counted with the reports, below.
            migrationBuilder.Sql("DELETE FROM grid_report_statistic_deltas;");

            migrationBuilder.DropTable(
                name: "grid_report_daily_statistics");

            migrationBuilder.DropIndex(
                name: "ix_grid_report_statistic_deltas_day",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "community_code",
                table: "grid_report_statistic_deltas");

            migrationBuilder.AddColumn<bool>(
                name: "contacted_in_time",
                table: "grid_reports",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "solution",
                table: "grid_reports",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "closed_by_community",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "closed_by_grid",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "closed_by_micro_grid",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "closed_by_street",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "contacted_in_time",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "dispatched",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "due_day",
                table: "grid_report_statistic_deltas",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "filed_hour",
                table: "grid_report_statistic_deltas",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "former_due_day",
                table: "grid_report_statistic_deltas",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "partly_solved",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "place_code",
                table: "grid_report_statistic_deltas",
                type: "character varying(17)",
                maxLength: 17,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "solution_told",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "solved",
                table: "grid_report_statistic_deltas",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "call_back_draws",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    share = table.Column<double>(type: "double precision", nullable: false),
                    candidates = table.Column<int>(type: "integer", nullable: false),
                    drawn = table.Column<int>(type: "integer", nullable: false),
                    drawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_back_draws", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "call_backs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    drawn_for = table.Column<DateOnly>(type: "date", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    last_tried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    called_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reached = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_backs", x => x.id);
                    table.ForeignKey(
                        name: "fk_call_backs_grid_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "grid_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "grid_report_statistics",
                columns: table => new
                {
                    unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    period = table.Column<int>(type: "integer", nullable: false),
                    part = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    filed = table.Column<int>(type: "integer", nullable: false),
                    dispatched = table.Column<int>(type: "integer", nullable: false),
                    contacted_in_time = table.Column<int>(type: "integer", nullable: false),
                    resolved = table.Column<int>(type: "integer", nullable: false),
                    resolved_on_time = table.Column<int>(type: "integer", nullable: false),
                    closed = table.Column<int>(type: "integer", nullable: false),
                    closed_by_micro_grid = table.Column<int>(type: "integer", nullable: false),
                    closed_by_grid = table.Column<int>(type: "integer", nullable: false),
                    closed_by_community = table.Column<int>(type: "integer", nullable: false),
                    closed_by_street = table.Column<int>(type: "integer", nullable: false),
                    rated = table.Column<int>(type: "integer", nullable: false),
                    satisfied = table.Column<int>(type: "integer", nullable: false),
                    solution_told = table.Column<int>(type: "integer", nullable: false),
                    solved = table.Column<int>(type: "integer", nullable: false),
                    partly_solved = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_report_statistics", x => new { x.unit_code, x.period, x.part });
                });

            migrationBuilder.CreateTable(
                name: "open_report_counts",
                columns: table => new
                {
                    unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    part = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    due_day = table.Column<DateOnly>(type: "date", nullable: false),
                    open = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_report_counts", x => new { x.unit_code, x.part, x.due_day });
                });

            migrationBuilder.CreateIndex(
                name: "ix_call_backs_report",
                table: "call_backs",
                columns: new[] { "report_id", "drawn_for" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_call_backs_waiting",
                table: "call_backs",
                columns: new[] { "drawn_for", "id" },
                filter: "done_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_open_report_counts_none",
                table: "open_report_counts",
                column: "due_day",
                filter: "open = 0");

            migrationBuilder.Sql(FirstRollUps.AddViews);
            migrationBuilder.Sql(FirstRollUps.FillFromReports);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP VIEW grid_report_numbers, open_report_numbers, grid_report_statistic_changes, open_report_changes;
                DELETE FROM grid_report_statistic_deltas;
                """);

            migrationBuilder.DropTable(
                name: "call_back_draws");

            migrationBuilder.DropTable(
                name: "call_backs");

            migrationBuilder.DropTable(
                name: "grid_report_statistics");

            migrationBuilder.DropTable(
                name: "open_report_counts");

            migrationBuilder.DropColumn(
                name: "contacted_in_time",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "solution",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "closed_by_community",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "closed_by_grid",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "closed_by_micro_grid",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "closed_by_street",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "contacted_in_time",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "dispatched",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "due_day",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "filed_hour",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "former_due_day",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "partly_solved",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "place_code",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "solution_told",
                table: "grid_report_statistic_deltas");

            migrationBuilder.DropColumn(
                name: "solved",
                table: "grid_report_statistic_deltas");

            migrationBuilder.AddColumn<string>(
                name: "community_code",
                table: "grid_report_statistic_deltas",
                type: "character varying(12)",
                maxLength: 12,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "grid_report_daily_statistics",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    community_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    category_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    source = table.Column<int>(type: "integer", nullable: false),
                    closed = table.Column<int>(type: "integer", nullable: false),
                    filed = table.Column<int>(type: "integer", nullable: false),
                    rated = table.Column<int>(type: "integer", nullable: false),
                    resolved = table.Column<int>(type: "integer", nullable: false),
                    resolved_on_time = table.Column<int>(type: "integer", nullable: false),
                    satisfied = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_report_daily_statistics", x => new { x.day, x.community_code, x.category_code, x.source });
                });

            migrationBuilder.CreateIndex(
                name: "ix_grid_report_statistic_deltas_day",
                table: "grid_report_statistic_deltas",
                column: "day");
        }
    }
}
