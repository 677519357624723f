using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PostsAndAdministrators : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "deputy_of",
                table: "posts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "deputy_for",
                table: "grid_report_timeline",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "deputy_for",
                table: "audit_entries",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "administrators",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    changes = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_administrators", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person_relations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    relative_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_relations", x => x.id);
                    table.ForeignKey(
                        name: "fk_person_relations_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_person_relations_people_relative_id",
                        column: x => x.relative_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "administrators",
                columns: new[] { "id", "changes" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_posts_deputy_of",
                table: "posts",
                column: "deputy_of",
                filter: "deputy_of IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_person_relations_person_id",
                table: "person_relations",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_relations_relative_id",
                table: "person_relations",
                column: "relative_id");

            migrationBuilder.AddForeignKey(
                name: "fk_posts_posts_deputy_of",
                table: "posts",
                column: "deputy_of",
                principalTable: "posts",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_posts_posts_deputy_of",
                table: "posts");

            migrationBuilder.DropTable(
                name: "administrators");

            migrationBuilder.DropTable(
                name: "person_relations");

            migrationBuilder.DropIndex(
                name: "ix_posts_deputy_of",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "deputy_of",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "deputy_for",
                table: "grid_report_timeline");

            migrationBuilder.DropColumn(
                name: "deputy_for",
                table: "audit_entries");
        }
    }
}
