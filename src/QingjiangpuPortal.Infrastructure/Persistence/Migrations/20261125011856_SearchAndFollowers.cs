using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SearchAndFollowers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "duplicate_radius_metres",
                table: "report_categories",
                type: "integer",
                nullable: false,
                defaultValue: 100);

            migrationBuilder.CreateTable(
                name: "report_followers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    followed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    contact_phone_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    contact_phone_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_followers", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_followers_grid_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "grid_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_report_followers_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_open_near",
                table: "grid_reports",
                columns: new[] { "latitude", "longitude" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_report_followers_link_hash",
                table: "report_followers",
                column: "link_hash",
                unique: true,
                filter: "link_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_report_followers_mine",
                table: "report_followers",
                columns: new[] { "person_id", "followed_at", "id" },
                filter: "person_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_report_followers_report",
                table: "report_followers",
                columns: new[] { "report_id", "person_id" },
                unique: true);

            ReportSearch.Add(migrationBuilder);
            DuplicateRadii.Fill(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            ReportSearch.Remove(migrationBuilder);

            migrationBuilder.DropTable(
                name: "report_followers");

            migrationBuilder.DropIndex(
                name: "ix_grid_reports_open_near",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "duplicate_radius_metres",
                table: "report_categories");
        }
    }
}
